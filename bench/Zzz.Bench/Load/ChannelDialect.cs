namespace Zzz.Bench.Load;

/// <summary>Events of a channel, in Phoenix's second serializer: a client joins one topic, and each of its events has a ref, so it gets a reply.</summary>
internal sealed class ChannelDialect : Dialect
{
    public override ReadOnlyMemory<byte> Opening { get; } = Utf8("""["1","1","room:lobby","phx_join",{}]""");

    public override byte[] Request(byte[] encoded, bool isText, bool publishes) => [.. """["1","2","room:lobby","echo","""u8, .. encoded, .. "]"u8];
}
