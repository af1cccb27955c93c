using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Generators.Text;

/// <summary>Writes compile-time constants as C# expressions that have exactly the constants' type.</summary>
internal static class Literal
{
    public static string Of(TypedConstant constant) => constant.Kind switch
    {
        // Among several constructors, the type selects the one that was called.
        _ when constant.IsNull => $"default({constant.Type!.FullNameNotNull()})!",
        TypedConstantKind.Array => $"new {constant.Type!.FullName()} {{ {string.Join(", ", constant.Values.Select(Of))} }}",
        TypedConstantKind.Type => $"typeof({((ITypeSymbol)constant.Value!).FullName()})",
        _ => Of(constant.Value, constant.Type!),
    };

    public static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Of(object? value, ITypeSymbol type)
    {
        if (value is null) return type.IsReferenceType ? "null" : $"default({type.FullName()})";
        return Underlying(type) is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumType ? OfEnum(value, enumType) : OfPrimitive(value);
    }

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    private static string OfEnum(object value, INamedTypeSymbol type)
    {
        ISymbol? member = type.GetMembers().FirstOrDefault(member => member is IFieldSymbol field && Equals(field.ConstantValue, value));
        return member is null ? $"({type.FullName()})({OfPrimitive(value)})" : $"{type.FullName()}.{member.Name.Escaped()}";
    }

    private static string OfPrimitive(object value) => value switch
    {
        string text => Quoted(text),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        bool condition => condition ? "true" : "false",
        double number when double.IsNaN(number) || double.IsInfinity(number) => OfNonFinite("double", number),
        float number when float.IsNaN(number) || float.IsInfinity(number) => OfNonFinite("float", number),
        double number => SyntaxFactory.Literal(number).Text + "D",
        float number => SyntaxFactory.Literal(number).Text,
        decimal number => SyntaxFactory.Literal(number).Text,
        long number => SyntaxFactory.Literal(number).Text,
        ulong number => SyntaxFactory.Literal(number).Text,
        uint number => SyntaxFactory.Literal(number).Text,
        sbyte or byte or short or ushort => $"({Keyword(value)}){Invariant(value)}",
        _ => Invariant(value),
    };

    private static string OfNonFinite(string type, double number) =>
        $"{type}.{(double.IsNaN(number) ? "NaN" : number > 0 ? "PositiveInfinity" : "NegativeInfinity")}";

    private static string Keyword(object value) => value switch { sbyte => "sbyte", byte => "byte", short => "short", _ => "ushort" };

    private static string Invariant(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
}
