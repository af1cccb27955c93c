using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Values;

/// <summary>Knows the forms of text that constraints accept, and from which types are parsed; null means any form.</summary>
internal static class ValueForms
{
    private static readonly Dictionary<string, (ValueForm Form, string Type)> ByConstraint = new(StringComparer.OrdinalIgnoreCase)
    {
        ["int"] = (ValueForm.Number, "int"),
        ["long"] = (ValueForm.Number, "long"),
        ["decimal"] = (ValueForm.Number, "decimal"),
        ["double"] = (ValueForm.Number, "double"),
        ["float"] = (ValueForm.Number, "float"),
        ["bool"] = (ValueForm.Bool, "bool"),
        ["datetime"] = (ValueForm.Date, "DateTime"),
        ["guid"] = (ValueForm.Guid, "Guid"),
    };

    public static ValueForm? OfConstraint(string constraint) => ByConstraint.TryGetValue(constraint, out var known) ? known.Form : null;

    public static ValueForm? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => ValueForm.Bool,
        SpecialType.System_DateTime => ValueForm.Date,
        >= SpecialType.System_SByte and <= SpecialType.System_Double => ValueForm.Number,
        _ when type.Is(KnownTypes.DateTimeOffset) || type.Is(KnownTypes.DateOnly) => ValueForm.Date,
        _ when type.Is(KnownTypes.Guid) => ValueForm.Guid,
        _ => null,
    };

    /// <summary>Returns the C# type for the values that a constraint accepts.</summary>
    public static string TypeFor(string constraint) => ByConstraint[constraint].Type;

    /// <summary>Returns the constraint that accepts the text from which a type is parsed, or null if there is none.</summary>
    public static string? ConstraintFor(ITypeSymbol type)
    {
        string name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return ByConstraint.FirstOrDefault(constraint => constraint.Value.Type == name).Key;
    }
}
