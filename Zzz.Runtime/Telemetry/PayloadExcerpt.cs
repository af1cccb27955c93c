using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Zzz.Telemetry;

/// <summary>The first bytes of a payload as a line of text. What could pass for a line of the log itself is escaped.</summary>
internal static class PayloadExcerpt
{
    public static string Of(WsMessageKind kind, ReadOnlySpan<byte> payload, int maxBytes)
    {
        ReadOnlySpan<byte> start = payload[..Math.Min(payload.Length, maxBytes)];
        string excerpt = kind == WsMessageKind.Text ? TextOf(start) : Convert.ToHexString(start);
        return start.Length < payload.Length ? excerpt + "…" : excerpt;
    }

    /// <summary>Leaves out the last character if it is not whole.</summary>
    private static string TextOf(ReadOnlySpan<byte> utf8)
    {
        char[] text = ArrayPool<char>.Shared.Rent(utf8.Length);
        Utf8.ToUtf16(utf8, text, out _, out int length, isFinalBlock: false);
        string escaped = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(new string(text, 0, length));
        ArrayPool<char>.Shared.Return(text);
        return escaped;
    }
}
