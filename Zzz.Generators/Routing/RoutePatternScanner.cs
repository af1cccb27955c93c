namespace Zzz.Generators.Routing;

/// <summary>Splits a pattern into slashes, parameters with their braces, and literals. A doubled brace stands for a literal brace.</summary>
internal static class RoutePatternScanner
{
    /// <summary>Returns the piece at a position before the end, or null if its braces do not match.</summary>
    public static string? PieceAt(int start, string pattern)
    {
        int end = pattern[start] == '/' ? start + 1
            : IsBrace('{', start, pattern) ? EndOfParameter(start, pattern)
            : EndOfLiteral(start, pattern);
        return end > start ? pattern.Substring(start, end - start) : null;
    }

    /// <summary>Returns the end of a parameter. A slash inside a parameter belongs to one of its constraints.</summary>
    private static int EndOfParameter(int start, string pattern)
    {
        for (int i = start + 1; i < pattern.Length; i += IsDoubled(i, pattern) ? 2 : 1)
        {
            if (IsBrace('}', i, pattern)) return i + 1;
            if (IsBrace('{', i, pattern)) break;
        }

        return start;
    }

    private static int EndOfLiteral(int start, string pattern)
    {
        int i = start;
        while (i < pattern.Length && pattern[i] != '/' && !IsBrace('{', i, pattern) && !IsBrace('}', i, pattern))
            i += IsDoubled(i, pattern) ? 2 : 1;
        return i;
    }

    private static bool IsBrace(char brace, int position, string pattern) => pattern[position] == brace && !IsDoubled(position, pattern);

    private static bool IsDoubled(int position, string pattern) =>
        pattern[position] is '{' or '}' && position + 1 < pattern.Length && pattern[position + 1] == pattern[position];
}
