using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Zzz.Telemetry;

/// <summary>Formats the first bytes of a payload as one line of text. Escaping prevents a payload from forging log lines.</summary>
internal static class PayloadExcerpt
{
    public static string Of(WsMessageKind kind, ReadOnlySpan<byte> payload, int maxBytes)
    {
        ReadOnlySpan<byte> start = payload[..Math.Min(payload.Length, maxBytes)];
        string excerpt = kind == WsMessageKind.Text ? TextOf(start) : Convert.ToHexString(start);
        return start.Length < payload.Length ? excerpt + "…" : excerpt;
    }

    /// <summary>Decodes and escapes text, without an incomplete last character.</summary>
    private static string TextOf(ReadOnlySpan<byte> utf8)
    {
        char[] text = ArrayPool<char>.Shared.Rent(utf8.Length);
        Utf8.ToUtf16(utf8, text, out _, out int length, isFinalBlock: false);
        string escaped = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(new string(text, 0, length));
        ArrayPool<char>.Shared.Return(text);
        return escaped;
    }
}
