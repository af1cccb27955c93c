using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Zzz.Generators.Routing;

/// <summary>Reads a pattern as ASP.NET Core does, takes <c>:room</c> too, and finds mistakes before the app starts.</summary>
internal static class RoutePatternParser
{
    // Braces are doubled to stand for themselves, in literals as in constraints; a slash within a parameter is the constraint's.
    private static readonly Regex Token = new(
        @"\G(?:(?<slash>/)|(?<parameter>\{(?!\{)(?:[^{}]|\{\{|\}\})*\}(?!\}))|(?<literal>(?:[^/{}]|\{\{|\}\})+))",
        RegexOptions.CultureInvariant);

    public static RoutePattern Parse(string? pattern)
    {
        if (pattern is null) return RoutePattern.Wrong("it is null: write a path, such as \"/ws/echo\"");

        string path = pattern.StartsWith("~/", StringComparison.Ordinal) ? pattern.Substring(1) : pattern;
        if (path.StartsWith("~", StringComparison.Ordinal)) return RoutePattern.Wrong("'~' may only stand before the first '/'");
        if (path.Contains("//")) return RoutePattern.Wrong("it has an empty segment: write one '/' in place of '//'");

        var segments = new List<RouteSegment>();
        if (ReadSegments(path, segments) is { } mistake) return RoutePattern.Wrong(mistake);
        return RoutePatternRules.MistakeIn(segments) is { } broken ? RoutePattern.Wrong(broken) : ToPattern(path, segments);
    }

    private static RoutePattern ToPattern(string path, List<RouteSegment> segments) => new(
        (path.StartsWith("/", StringComparison.Ordinal) ? "/" : "") + string.Join("/", segments.Select(segment => segment.Text)),
        [.. segments.SelectMany(segment => segment.Parts).Select(part => part.Name).OfType<string>()],
        string.Join("/", segments.Select(segment => segment.Shape)),
        Mistake: null);

    private static string? ReadSegments(string path, List<RouteSegment> segments)
    {
        var parts = ImmutableArray.CreateBuilder<RoutePart>();
        int position = 0;
        for (; Token.Match(path, position) is { Success: true } token; position += token.Length)
        {
            if (token.Groups["slash"].Success)
            {
                EndSegment(parts, segments);
                continue;
            }

            (RoutePart? part, string? mistake) = Read(token, startsSegment: parts.Count == 0);
            if (part is null) return mistake;
            parts.Add(part);
        }

        EndSegment(parts, segments);
        return position == path.Length ? null : "its braces do not match: write {name}, and {{ or }} for a brace that stands for itself";
    }

    private static (RoutePart? Part, string? Mistake) Read(Match token, bool startsSegment) => token.Value[0] switch
    {
        _ when token.Groups["parameter"].Success => RoutePartParser.InBraces(token.Value),
        ':' when startsSegment => RoutePartParser.ColonSegment(token.Value),
        _ => RoutePartParser.Literal(token.Value),
    };

    private static void EndSegment(ImmutableArray<RoutePart>.Builder parts, List<RouteSegment> segments)
    {
        if (parts.Count > 0) segments.Add(new RouteSegment(parts.ToImmutable()));
        parts.Clear();
    }
}
