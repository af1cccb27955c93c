using System.Collections.Immutable;

namespace Zzz.Generators.Routing;

/// <summary>Reads a pattern as ASP.NET Core does, but also accepts <c>:room</c>, and finds mistakes before the app starts.</summary>
internal static class RoutePatternParser
{
    public static RoutePattern Parse(string? pattern)
    {
        if (pattern is null) return RoutePattern.Wrong("it is null: write a path, such as \"/ws/echo\"");

        string path = pattern.StartsWith("~/", StringComparison.Ordinal) ? pattern.Substring(1) : pattern;
        if (path.StartsWith("~", StringComparison.Ordinal)) return RoutePattern.Wrong("'~' is only allowed before the first '/'");
        if (path.Contains("//")) return RoutePattern.Wrong("it has an empty segment: write one '/' in place of '//'");

        var segments = new List<RouteSegment>();
        if (ReadSegments(path, segments) is { } mistake) return RoutePattern.Wrong(mistake);
        return RoutePatternRules.MistakeIn(segments) is { } broken ? RoutePattern.Wrong(broken) : ToPattern(path, segments);
    }

    private static RoutePattern ToPattern(string path, List<RouteSegment> segments) => new(
        (path.StartsWith("/", StringComparison.Ordinal) ? "/" : "") + string.Join("/", segments.Select(segment => segment.Text)),
        [.. segments.SelectMany(segment => segment.Parts).Select(part => part.Name).OfType<string>()],
        [.. segments],
        Mistake: null);

    private static string? ReadSegments(string path, List<RouteSegment> segments)
    {
        var parts = ImmutableArray.CreateBuilder<RoutePart>();
        for (int position = 0; position < path.Length;)
        {
            if (RoutePatternScanner.PieceAt(position, path) is not { } piece)
                return "its braces do not match: write {name}, and {{ or }} for a literal brace";
            position += piece.Length;
            if (piece == "/")
            {
                EndSegment(parts, segments);
                continue;
            }

            (RoutePart? part, string? mistake) = Read(piece, startsSegment: parts.Count == 0);
            if (part is null) return mistake;
            parts.Add(part);
        }

        EndSegment(parts, segments);
        return null;
    }

    private static (RoutePart? Part, string? Mistake) Read(string piece, bool startsSegment) => piece switch
    {
        ['{', not '{', ..] => RoutePartParser.InBraces(piece),
        [':', ..] when startsSegment => RoutePartParser.ColonSegment(piece),
        _ => RoutePartParser.Literal(piece),
    };

    private static void EndSegment(ImmutableArray<RoutePart>.Builder parts, List<RouteSegment> segments)
    {
        if (parts.Count > 0) segments.Add(new RouteSegment(parts.ToImmutable()));
        parts.Clear();
    }
}
