namespace Zzz.Generators.Topics;

/// <summary>A piece of a topic pattern: literal text, or a value.</summary>
/// <param name="Literal">The text; empty of a value.</param>
/// <param name="Name">The value's name; null of a literal.</param>
/// <param name="Constraint">What the value must be; null if anything.</param>
internal sealed record TopicPart(string Literal, string? Name = null, string? Constraint = null)
{
    public bool IsValue => Name is not null;

    /// <summary>Whether it takes, at the same place, whatever the other one takes.</summary>
    public bool Covers(TopicPart other) => IsValue
        ? other.IsValue && (Constraint is null || Constraint == other.Constraint || (Constraint, other.Constraint) == ("long", "int"))
        : !other.IsValue && Literal == other.Literal;
}
