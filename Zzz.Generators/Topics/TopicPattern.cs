using System.Collections.Immutable;
using Zzz.Generators.Routing;

namespace Zzz.Generators.Topics;

/// <summary>The pattern of the topics that a channel serves, or the first mistake in it. Emitted code passes its parts to the runtime.</summary>
/// <param name="Text">The pattern.</param>
/// <param name="Parts">The pattern's parts, without the star at its end.</param>
/// <param name="IsOpen">Whether any text may follow, because of a star at the end.</param>
/// <param name="Mistake">The mistake in the pattern and what to write instead; null if there is none.</param>
internal sealed record TopicPattern(string Text, ImmutableArray<TopicPart> Parts, bool IsOpen, string? Mistake)
    : Pattern(Text, [.. Parts.Select(part => part.Name).OfType<string>()], Mistake)
{
    public static TopicPattern Wrong(string mistake) => new("", [], IsOpen: false, mistake);

    public override IEnumerable<string> ConstraintsOn(string parameter) => Parts
        .Where(part => part.Name == parameter)
        .Select(part => part.Constraint)
        .OfType<string>();

    /// <summary>Whether each topic that the other pattern matches certainly matches this one too.</summary>
    public bool Covers(TopicPattern other)
    {
        int same = 0;
        while (same < Parts.Length && same < other.Parts.Length && Parts[same].Covers(other.Parts[same])) same++;
        if (same == Parts.Length) return IsOpen || TakesAnything(same - 1) || (same == other.Parts.Length && !other.IsOpen);
        return same < other.Parts.Length && CoversRest(same, other.Parts[same]);
    }

    /// <summary>
    /// Whether the parts of this pattern from an index on match the rest of every topic that continues with a given part of another pattern. They do
    /// if they are a last value without a constraint, or text with which that part begins, followed by a star or by such a value.
    /// </summary>
    private bool CoversRest(int from, TopicPart rest)
    {
        TopicPart part = Parts[from];
        if (part.IsValue) return TakesAnything(from);
        bool begins = !rest.IsValue && rest.Literal.StartsWith(part.Literal, StringComparison.Ordinal);
        return begins && (from == Parts.Length - 1 ? IsOpen : TakesAnything(from + 1));
    }

    private bool TakesAnything(int part) => part == Parts.Length - 1 && Parts[part] is { IsValue: true, Constraint: null };
}
