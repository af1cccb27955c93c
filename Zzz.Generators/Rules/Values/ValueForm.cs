namespace Zzz.Generators.Rules.Values;

/// <summary>What the text of a value looks like: what is of one form is of no other.</summary>
internal enum ValueForm
{
    Number,
    Bool,
    Date,
    Guid,
}
