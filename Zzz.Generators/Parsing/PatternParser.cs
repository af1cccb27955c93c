using Zzz.Generators.Kinds;
using Zzz.Generators.Routing;
using Zzz.Generators.Topics;

namespace Zzz.Generators.Parsing;

/// <summary>Reads the pattern with which a class is marked, according to the kind of class.</summary>
internal static class PatternParser
{
    public static Pattern Parse(string? pattern, MarkedClassKind kind) => kind switch
    {
        MarkedClassKind.Channel => TopicPatternParser.Parse(pattern),
        MarkedClassKind.Socket => OfSocket(RoutePatternParser.Parse(pattern)),
        _ => RoutePatternParser.Parse(pattern),
    };

    /// <summary>Checks the pattern of a socket. Phoenix clients append a segment to it.</summary>
    private static RoutePattern OfSocket(RoutePattern pattern)
    {
        if (pattern.Mistake is not null) return pattern;
        string below = $"{pattern.Text.TrimEnd('/')}/websocket";
        return RoutePatternParser.Parse(below).Mistake is { } mistake
            ? RoutePattern.Wrong($"the socket is also mapped at '{below}', and there {mistake}")
            : pattern;
    }
}
