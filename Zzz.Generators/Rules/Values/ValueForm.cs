namespace Zzz.Generators.Rules.Values;

/// <summary>The form of a value's text. A text never has two of these forms.</summary>
internal enum ValueForm
{
    Number,
    Bool,
    Date,
    Guid,
}
