namespace Zzz.Generators.Routing;

/// <summary>What the parts of a pattern may not be beside each other.</summary>
internal static class RoutePatternRules
{
    /// <summary>The first mistake, and what to write instead; null if there is none.</summary>
    public static string? MistakeIn(IReadOnlyList<RouteSegment> segments) =>
        segments.Select(MistakeIn).FirstOrDefault(mistake => mistake is not null)
        ?? RepeatedName(segments)
        ?? CatchAllBeforeEnd(segments)
        ?? OptionalBeforeRequired(segments);

    private static string? MistakeIn(RouteSegment segment)
    {
        for (int i = 0; i < segment.Parts.Length && segment.Parts.Length > 1; i++)
        {
            RoutePart part = segment.Parts[i];
            if (part.CatchAll) return $"the catch-all '{part.Text}' must be a segment of its own";
            if (part.Optional && !IsFileExtension(segment, i))
                return $"within a segment '{part.Text}' may be optional only at its end, after a '.'";
            if (i > 0 && segment.Parts[i - 1] is { Name: not null } before && part.Name is not null)
                return $"nothing tells where '{before.Text}' ends and '{part.Text}' begins: write a literal or a '/' between them";
        }

        return null;
    }

    /// <summary>As in <c>{name}.{extension?}</c>: the one optional part that a segment of several may have.</summary>
    private static bool IsFileExtension(RouteSegment segment, int index) =>
        index == segment.Parts.Length - 1 && segment.Parts[index - 1] is { Name: null, Text: "." };

    private static string? RepeatedName(IEnumerable<RouteSegment> segments) =>
        segments.SelectMany(segment => segment.Parts)
            .Where(part => part.Name is not null)
            .GroupBy(part => part.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"two parameters are called '{group.Key}': give each its own name")
            .FirstOrDefault();

    private static string? CatchAllBeforeEnd(IReadOnlyList<RouteSegment> segments) =>
        segments.Take(segments.Count - 1)
            .Where(segment => segment.Parts is [{ CatchAll: true }])
            .Select(segment => $"the catch-all '{segment.Text}' takes the rest of the path: make it the last segment")
            .FirstOrDefault();

    private static string? OptionalBeforeRequired(IReadOnlyList<RouteSegment> segments) =>
        segments.Zip(segments.Skip(1), (first, second) => (first, second))
            .Where(pair => pair.first.Parts is [{ Optional: true }] && !pair.second.CanBeLeftOut)
            .Select(pair => $"'{pair.first.Text}' cannot be left out, because '{pair.second.Text}' follows it: remove its '?'")
            .FirstOrDefault();
}
