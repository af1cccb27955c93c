using System.Text;
using System.Text.Json;

namespace Zzz.Bench.Load;

/// <summary>SignalR's hub protocol as JSON: each message ends with a record separator, and one frame may carry several.</summary>
internal class SignalRDialect : Dialect
{
    private const byte RecordSeparator = 0x1E;

    private static readonly byte[] Ping = Utf8("{\"type\":6}\u001e");

    public override ReadOnlyMemory<byte> Opening { get; } = Utf8("{\"protocol\":\"json\",\"version\":1}\u001e");

    public override byte[] Request(byte[] text, bool publishes)
    {
        string argument = JsonEncodedText.Encode(Encoding.UTF8.GetString(text)).ToString();
        return publishes
            ? Utf8($$"""{"type":1,"target":"Publish","arguments":["{{argument}}"]}{{"\u001e"}}""")
            : Utf8($$"""{"type":1,"invocationId":"1","target":"Echo","arguments":["{{argument}}"]}{{"\u001e"}}""");
    }

    public override int CountIn(in ServerFrames.Piece piece) =>
        piece.IsControl || piece.Payload.SequenceEqual(Ping) ? 0 : piece.Payload.Count(RecordSeparator);
}
