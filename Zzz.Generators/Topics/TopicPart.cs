namespace Zzz.Generators.Topics;

/// <summary>A part of a topic pattern: literal text, or a value.</summary>
/// <param name="Literal">The text; empty for a value.</param>
/// <param name="Name">The value's name; null for a literal.</param>
/// <param name="Constraint">The value's constraint; null if there is none.</param>
internal sealed record TopicPart(string Literal, string? Name = null, string? Constraint = null)
{
    public bool IsValue => Name is not null;

    /// <summary>Whether this part, in the same place, matches everything that another part matches.</summary>
    public bool Covers(TopicPart other) => IsValue
        ? other.IsValue && (Constraint is null || Constraint == other.Constraint || (Constraint, other.Constraint) == ("long", "int"))
        : !other.IsValue && Literal == other.Literal;
}
