using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zzz.Bench.Load;

/// <summary>
/// SignalR's hub protocol in JSON. Each message ends with a record separator, one frame may carry several messages, and bytes are encoded in Base64.
/// </summary>
internal class SignalRDialect : Dialect
{
    private const byte RecordSeparator = 0x1E;

    private static readonly byte[] Ping = Utf8("{\"type\":6}\u001e");

    public override ReadOnlyMemory<byte> Opening { get; } = Utf8("{\"protocol\":\"json\",\"version\":1}\u001e");

    /// <summary>Encodes the argument of an invocation, with no more escapes than SignalR itself uses.</summary>
    public override byte[] Encode(byte[] content, bool isText)
    {
        string value = isText
            ? JsonEncodedText.Encode(Encoding.UTF8.GetString(content), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
            : Convert.ToBase64String(content);
        return Utf8($"\"{value}\"");
    }

    public override byte[] Request(byte[] encoded, bool isText, bool publishes) => publishes
        ? [.. """{"type":1,"target":"Publish","arguments":["""u8, .. encoded, .. "]}\u001e"u8]
        : Invocation(isText ? "Echo" : "EchoBytes", encoded);

    public override int CountIn(in ServerFrames.Piece piece) =>
        piece.IsControl || piece.Payload.SequenceEqual(Ping) ? 0 : piece.Payload.Count(RecordSeparator);

    protected static byte[] Invocation(string method, byte[] argument) =>
        [.. Utf8($$"""{"type":1,"invocationId":"1","target":"{{method}}","arguments":["""), .. argument, .. "]}\u001e"u8];
}
