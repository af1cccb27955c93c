using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>A type that can be parsed from text in a request: one that parses itself, an enum, or an array of these.</summary>
/// <param name="Element">The type itself, without <c>?</c>; for an array, the type of its elements.</param>
/// <param name="IsArray">Whether the type is an array.</param>
/// <param name="IsNullable">Whether the type is a <see cref="Nullable{T}"/>.</param>
internal sealed record ParsedType(ITypeSymbol Element, bool IsArray, bool IsNullable)
{
    public bool IsEnum => Element.TypeKind == TypeKind.Enum;

    public static ParsedType? Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } when CanBeParsed(element) => new(element, IsArray: true, IsNullable: false),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } when CanBeParsed(value) =>
            new(value, IsArray: false, IsNullable: true),
        _ when CanBeParsed(type) => new(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), IsArray: false, IsNullable: false),
        _ => null,
    };

    private static bool CanBeParsed(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum || ParsesItself(type.SpecialType)) return true;
        foreach (INamedTypeSymbol candidate in type.AllInterfaces)
            if (IsParsable(candidate, type)) return true;
        return false;
    }

    /// <summary>The types with keywords, and dates, of which no interface has to be looked for.</summary>
    private static bool ParsesItself(SpecialType type) =>
        type is >= SpecialType.System_Boolean and <= SpecialType.System_UIntPtr or SpecialType.System_DateTime;

    private static bool IsParsable(INamedTypeSymbol candidate, ITypeSymbol type) =>
        candidate.Is(KnownTypes.Parsable) && SymbolEqualityComparer.Default.Equals(candidate.TypeArguments[0], type);
}
