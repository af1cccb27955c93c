using System.Diagnostics.CodeAnalysis;

namespace Zzz.TestServer.Forms;

/// <summary>A type of the app that parses itself: the parts of a path between slashes.</summary>
public sealed record PathParts(string[] Parts) : IParsable<PathParts>
{
    public static PathParts Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out PathParts? parts) ? parts : throw new FormatException();

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out PathParts result)
    {
        result = s is null || s.Contains("//", StringComparison.Ordinal) ? null : new(s.Split('/'));
        return result is not null;
    }
}
