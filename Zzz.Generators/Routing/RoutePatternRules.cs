namespace Zzz.Generators.Routing;

/// <summary>Checks which parts of a pattern may be next to each other.</summary>
internal static class RoutePatternRules
{
    /// <summary>Returns the first mistake and what to write instead, or null if there is none.</summary>
    public static string? MistakeIn(IReadOnlyList<RouteSegment> segments) =>
        MistakeInSegments(segments)
        ?? RepeatedName(segments)
        ?? CatchAllBeforeEnd(segments)
        ?? OptionalBeforeRequired(segments);

    private static string? MistakeInSegments(IReadOnlyList<RouteSegment> segments)
    {
        foreach (RouteSegment segment in segments)
            if (MistakeIn(segment) is { } mistake) return mistake;
        return null;
    }

    private static string? MistakeIn(RouteSegment segment)
    {
        for (int i = 0; i < segment.Parts.Length && segment.Parts.Length > 1; i++)
        {
            RoutePart part = segment.Parts[i];
            if (part.CatchAll) return $"the catch-all '{part.Text}' must be a segment of its own";
            if (part.Optional && !IsFileExtension(segment, i))
                return $"within a segment '{part.Text}' may be optional only at the end of the segment, after a '.'";
            if (i > 0 && segment.Parts[i - 1] is { Name: not null } before && part.Name is not null)
                return $"nothing shows where '{before.Text}' ends and '{part.Text}' begins: write a literal or a '/' between them";
        }

        return null;
    }

    /// <summary>
    /// Whether a part is the optional extension in <c>{name}.{extension?}</c>, which is the only optional part that a segment of several parts may
    /// have.
    /// </summary>
    private static bool IsFileExtension(RouteSegment segment, int index) =>
        index == segment.Parts.Length - 1 && segment.Parts[index - 1] is { Name: null, Text: "." };

    private static string? RepeatedName(IReadOnlyList<RouteSegment> segments)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (RouteSegment segment in segments)
        {
            foreach (RoutePart part in segment.Parts)
                if (part.Name is { } name && !names.Add(name)) return $"two parameters are called '{name}': give each its own name";
        }

        return null;
    }

    private static string? CatchAllBeforeEnd(IReadOnlyList<RouteSegment> segments)
    {
        for (int i = 0; i < segments.Count - 1; i++)
        {
            if (segments[i].Parts is [{ CatchAll: true } part])
                return $"the catch-all '{part.Text}' takes the rest of the path: make it the last segment";
        }

        return null;
    }

    private static string? OptionalBeforeRequired(IReadOnlyList<RouteSegment> segments)
    {
        for (int i = 1; i < segments.Count; i++)
        {
            if (segments[i - 1].Parts is [{ Optional: true } part] && !segments[i].CanBeLeftOut)
                return $"'{part.Text}' cannot be left out, because '{segments[i].Text}' follows it: remove its '?'";
        }

        return null;
    }
}
