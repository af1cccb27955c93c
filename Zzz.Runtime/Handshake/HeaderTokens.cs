namespace Zzz.Handshake;

/// <summary>Reads a header whose value is a comma-separated list, which may span several lines (RFC 9110 §5.6.1).</summary>
internal static class HeaderTokens
{
    public static bool Contains(IEnumerable<string?> lines, string token)
    {
        foreach (string one in All(lines))
            if (one.Equals(token, StringComparison.OrdinalIgnoreCase)) return true; // RFC 6455 §4.2.1
        return false;
    }

    public static IEnumerable<string> All(IEnumerable<string?> lines) =>
        lines.SelectMany(line => (line ?? "").Split(',')).Select(part => part.Trim(' ', '\t')).Where(part => part.Length > 0);
}
