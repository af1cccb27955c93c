using System.Collections.Immutable;

namespace Zzz.Generators.Routing;

/// <summary>A route pattern as it was understood, or the first mistake in it.</summary>
/// <param name="Text">The pattern in ASP.NET Core's form: <c>:room</c> has become <c>{room}</c>.</param>
/// <param name="Parameters">The names of its parameters.</param>
/// <param name="Segments">Its segments.</param>
/// <param name="Mistake">What is wrong and what to write instead; null if nothing is.</param>
internal sealed record RoutePattern(string Text, ImmutableArray<string> Parameters, ImmutableArray<RouteSegment> Segments, string? Mistake)
    : Pattern(Text, Parameters, Mistake)
{
    /// <summary>What it matches: patterns of one shape match the same paths, whatever their parameters are called.</summary>
    public string Shape => string.Join("/", Segments.Select(segment => segment.Shape));

    public override IEnumerable<string> ConstraintsOn(string parameter) => Segments
        .SelectMany(segment => segment.Parts)
        .Where(part => part.Name == parameter)
        .SelectMany(part => part.PlainConstraints);

    public static RoutePattern Wrong(string mistake) => new("", [], [], mistake);
}
