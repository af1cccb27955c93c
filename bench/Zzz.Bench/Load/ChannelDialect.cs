namespace Zzz.Bench.Load;

/// <summary>Channel events in Phoenix's second serializer. A client joins one topic, and each of its events has a ref, so that it gets a reply.</summary>
internal sealed class ChannelDialect : Dialect
{
    public override ReadOnlyMemory<byte> Opening { get; } = Utf8("""["1","1","room:lobby","phx_join",{}]""");

    public override byte[] Request(byte[] encoded, bool isText, bool publishes) => [.. """["1","2","room:lobby","echo","""u8, .. encoded, .. "]"u8];
}
