using System.Collections.Immutable;

namespace Zzz.Generators.Routing;

/// <summary>What stands between two slashes of a pattern.</summary>
/// <param name="Parts">Its pieces, in order.</param>
internal sealed record RouteSegment(ImmutableArray<RoutePart> Parts)
{
    public string Text => string.Concat(Parts.Select(part => part.Text));

    public string Shape => string.Concat(Parts.Select(part => part.Shape));

    /// <summary>Whether a path may end before it.</summary>
    public bool CanBeLeftOut => Parts is [{ CanBeLeftOut: true }];
}
