using System.Text;

namespace Zzz.Transport.Epoll;

/// <summary>
/// Recognizes a plain upgrade request by its first bytes. Whatever is unusual is left to Kestrel's own transport, so a mistake here costs speed, not
/// correctness: Kestrel parses the request in either case.
/// </summary>
internal static class RequestHead
{
    /// <summary>The longest head that is recognized.</summary>
    public const int MaxLength = 16 * 1024;

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Returns the length of the head, or 0 if the bytes do not begin with a whole, plain upgrade request.</summary>
    public static int LengthOfUpgrade(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.IndexOf("\r\n\r\n"u8) + 4;
        if (length < 4 || !bytes.StartsWith("GET /"u8) || !IsPlain(bytes[..length])) return 0;
        ReadOnlySpan<byte> lines = bytes[..(length - LineEnd.Length)];
        if (!NextLine(ref lines).EndsWith(" HTTP/1.1"u8)) return 0;
        bool isUpgrade = false;
        while (!lines.IsEmpty)
        {
            ReadOnlySpan<byte> line = NextLine(ref lines);
            if (IsFolded(line) || Is(line, "Content-Length"u8) || Is(line, "Transfer-Encoding"u8)) return 0;
            isUpgrade |= Is(line, "Upgrade"u8) && Ascii.EqualsIgnoreCase(line["Upgrade:".Length..].Trim(" \t"u8), "websocket"u8);
        }

        return isUpgrade ? length : 0;
    }

    /// <summary>Whether there are only characters that need no thought: no bare CR or LF, no NUL, nothing beyond ASCII.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> head)
    {
        int lineEnds = head.Count(LineEnd);
        return Ascii.IsValid(head) && !head.Contains((byte)0) && head.Count((byte)'\r') == lineEnds && head.Count((byte)'\n') == lineEnds;
    }

    private static bool IsFolded(ReadOnlySpan<byte> line) => line[0] is (byte)' ' or (byte)'\t';

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name);

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> lines)
    {
        int end = lines.IndexOf(LineEnd);
        ReadOnlySpan<byte> line = lines[..end];
        lines = lines[(end + LineEnd.Length)..];
        return line;
    }
}
