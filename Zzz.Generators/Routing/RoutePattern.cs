using System.Collections.Immutable;

namespace Zzz.Generators.Routing;

/// <summary>A route pattern as the parser understood it, or the first mistake in it.</summary>
/// <param name="Text">The pattern in ASP.NET Core's form, in which <c>:room</c> has become <c>{room}</c>.</param>
/// <param name="Parameters">The names of the pattern's parameters.</param>
/// <param name="Segments">The segments of the pattern.</param>
/// <param name="Mistake">The mistake in the pattern and what to write instead; null if there is none.</param>
internal sealed record RoutePattern(string Text, ImmutableArray<string> Parameters, ImmutableArray<RouteSegment> Segments, string? Mistake)
    : Pattern(Text, Parameters, Mistake)
{
    /// <summary>The form of the pattern. Patterns with the same form match the same paths, whatever the names of their parameters.</summary>
    public string Shape => string.Join("/", Segments.Select(segment => segment.Shape));

    public override IEnumerable<string> ConstraintsOn(string parameter)
    {
        foreach (RouteSegment segment in Segments)
        {
            foreach (RoutePart part in segment.Parts)
                if (part.Name == parameter) return part.PlainConstraints;
        }

        return [];
    }

    public static RoutePattern Wrong(string mistake) => new("", [], [], mistake);
}
