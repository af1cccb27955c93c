using System.Runtime.CompilerServices;
using Zzz.Generators.Kinds;
using Zzz.Generators.Routing;
using Zzz.Generators.Topics;

namespace Zzz.Generators.Parsing;

/// <summary>Reads the pattern with which a class is marked, according to the kind of class.</summary>
internal static class PatternParser
{
    private static readonly ConditionalWeakTable<string, Pattern> Topics = new();
    private static readonly ConditionalWeakTable<string, Pattern> Sockets = new();
    private static readonly ConditionalWeakTable<string, Pattern> Routes = new();

    public static Pattern Parse(string? pattern, MarkedClassKind kind) => kind switch
    {
        MarkedClassKind.Channel => pattern is null ? TopicPatternParser.Parse(null) : Topics.GetValue(pattern, TopicPatternParser.Parse),
        MarkedClassKind.Socket => pattern is null ? RoutePatternParser.Parse(null) : Sockets.GetValue(pattern, OfSocket),
        _ => pattern is null ? RoutePatternParser.Parse(null) : Routes.GetValue(pattern, RoutePatternParser.Parse),
    };

    /// <summary>Checks the pattern of a socket. Phoenix clients append a segment to it.</summary>
    private static RoutePattern OfSocket(string text)
    {
        RoutePattern pattern = RoutePatternParser.Parse(text);
        if (pattern.Mistake is not null) return pattern;
        string below = $"{pattern.Text.TrimEnd('/')}/websocket";
        return RoutePatternParser.Parse(below).Mistake is { } mistake
            ? RoutePattern.Wrong($"the socket is also mapped at '{below}', and there {mistake}")
            : pattern;
    }
}
