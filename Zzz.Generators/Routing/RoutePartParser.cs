using System.Text.RegularExpressions;

namespace Zzz.Generators.Routing;

/// <summary>Reads a part of a segment, or returns the mistake in it.</summary>
internal static class RoutePartParser
{
    private static readonly Regex Colon = new(@"^:(?<name>[\p{L}_][\p{L}\p{N}_]*)$", RegexOptions.CultureInvariant);

    private static readonly Regex Parameter = new(
        @"^(?<stars>\*{0,2})(?<name>[^:=?*{}/]+)(?<constraints>(?::[^:=()]+(?:\(.*?\)(?=[:=]|$))?)*)(?<default>=.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The characters that no name contains.</summary>
    private static readonly char[] Special = [':', '=', '?', '*', '{', '}', '/'];

    public static (RoutePart? Part, string? Mistake) Literal(string text) => text switch
    {
        _ when text.IndexOf('?') >= 0 =>
            Wrong("a literal may not contain '?': the query string is not part of a route, so read it with ws.QueryParam"),
        _ when text.IndexOf('#') >= 0 => Wrong("a literal may not contain '#': clients never send the part after it"),
        _ => (new RoutePart(text), null),
    };

    /// <summary>Reads a whole segment that starts with a colon: <c>:room</c> means <c>{room}</c>.</summary>
    public static (RoutePart? Part, string? Mistake) ColonSegment(string text) => Colon.Match(text) is { Success: true } match
        ? (new RoutePart($"{{{match.Groups["name"].Value}}}", match.Groups["name"].Value), null)
        : Wrong($"'{text}' is not a valid parameter: write {{name}}, or {{name:constraint}} to restrict it");

    /// <summary>Reads a parameter, given with its braces.</summary>
    public static (RoutePart? Part, string? Mistake) InBraces(string text)
    {
        string body = text.Substring(1, text.Length - 2);
        // Most parameters are only a name, for which no regular expression need be run.
        if (body.Length > 0 && body.IndexOfAny(Special) < 0) return (new RoutePart(text, body), null);

        bool optional = body.EndsWith("?", StringComparison.Ordinal);
        Match match = Parameter.Match(optional ? body.Substring(0, body.Length - 1) : body);
        if (!match.Success) return Wrong($"'{text}' is not a valid parameter: write {{name}}, {{name:constraint}}, {{name?}} or {{*name}}");

        var part = new RoutePart(
            text,
            match.Groups["name"].Value,
            match.Groups["constraints"].Value,
            CatchAll: match.Groups["stars"].Length > 0,
            optional,
            HasDefault: match.Groups["default"].Success);
        return MistakeIn(part) is { } mistake ? Wrong(mistake) : (part, null);
    }

    private static string? MistakeIn(RoutePart part) => part switch
    {
        { Optional: true, CatchAll: true } => $"the catch-all '{part.Text}' also matches an empty path: remove its '?'",
        { Optional: true, HasDefault: true } => $"'{part.Text}' may be left out because of its default: remove its '?'",
        _ => null,
    };

    private static (RoutePart? Part, string? Mistake) Wrong(string mistake) => (null, mistake);
}
