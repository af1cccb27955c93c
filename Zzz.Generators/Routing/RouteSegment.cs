using System.Collections.Immutable;

namespace Zzz.Generators.Routing;

/// <summary>The part of a pattern between two slashes.</summary>
/// <param name="Parts">The parts of the segment, in order.</param>
internal sealed record RouteSegment(ImmutableArray<RoutePart> Parts)
{
    public string Text => string.Concat(Parts.Select(part => part.Text));

    public string Shape => string.Concat(Parts.Select(part => part.Shape));

    /// <summary>Whether a path may end before this segment.</summary>
    public bool CanBeLeftOut => Parts is [{ CanBeLeftOut: true }];
}
