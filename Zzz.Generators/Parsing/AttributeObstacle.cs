using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Zzz.Generators.Parsing;

/// <summary>Finds out why code elsewhere in the assembly cannot create an attribute again, and what the user should write.</summary>
internal static class AttributeObstacle
{
    /// <summary>
    /// Whether the compiler could not resolve all of an attribute, because the attribute is wrong or because it names something that another
    /// generator writes.
    /// </summary>
    public static bool IsUnknown(AttributeData attribute) =>
        attribute is not { AttributeClass: { TypeKind: not TypeKind.Error }, AttributeConstructor: not null }
        || attribute.ConstructorArguments.Any(IsUnknown)
        || attribute.NamedArguments.Any(argument => IsUnknown(argument.Value));

    /// <summary>Returns the obstacle and what to write instead, or null if there is none.</summary>
    public static string? Of(AttributeData attribute, IAssemblySymbol assembly)
    {
        INamedTypeSymbol type = attribute.AttributeClass!;
        return OfType(type, assembly)
            ?? OfConstructor(attribute.AttributeConstructor!, assembly)
            ?? FirstOf(attribute.ConstructorArguments, constant => OfConstant(constant, assembly))
            ?? FirstOf(attribute.NamedArguments, argument => OfProperty(argument.Key, type, assembly) ?? OfConstant(argument.Value, assembly))
            ?? (AttributeSearch.IsConditional(type) ? $"it is [Conditional], and may be left out: remove [Conditional] from '{type.Name}'" : null);
    }

    private static bool IsUnknown(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Error } => true,
        { IsNull: true } => false,
        { Kind: TypedConstantKind.Array } => constant.Values.Any(IsUnknown),
        { Kind: TypedConstantKind.Type } => IsUnknown((ITypeSymbol)constant.Value!),
        _ => false,
    };

    private static bool IsUnknown(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsUnknown(array.ElementType),
        INamedTypeSymbol { IsUnboundGenericType: false, TypeArguments: var arguments } when arguments.Any(IsUnknown) => true,
        _ => type.TypeKind == TypeKind.Error,
    };

    private static string? OfConstant(TypedConstant constant, IAssemblySymbol assembly) => constant switch
    {
        { IsNull: false, Kind: TypedConstantKind.Array } =>
            OfType(constant.Type!, assembly) ?? FirstOf(constant.Values, value => OfConstant(value, assembly)),
        { IsNull: false, Kind: TypedConstantKind.Type } => OfType((ITypeSymbol)constant.Value!, assembly),
        _ => OfType(constant.Type!, assembly),
    };

    private static string? OfType(ITypeSymbol type, IAssemblySymbol assembly) => type switch
    {
        _ when type.IsUsableIn(assembly) => null,
        IArrayTypeSymbol array => OfType(array.ElementType, assembly),
        INamedTypeSymbol named => OfNamed(named, assembly),
        _ => $"'{type.ToDisplayString()}' cannot be written there: name another type",
    };

    private static string? OfNamed(INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (part.IsFileLocal) return $"'{part.Name}' is file-local: make it internal or public";
            if (!part.IsAccessibleIn(assembly)) return Hidden($"'{part.Name}'", part, assembly);
            if (FirstOf(part.TypeArguments, argument => OfType(argument, assembly)) is { } obstacle) return obstacle;
        }

        return null;
    }

    private static string? OfConstructor(IMethodSymbol constructor, IAssemblySymbol assembly) =>
        constructor.IsAccessibleIn(assembly) ? null : Hidden("its constructor", constructor, assembly);

    private static string? OfProperty(string name, INamedTypeSymbol attributeClass, IAssemblySymbol assembly)
    {
        for (INamedTypeSymbol? type = attributeClass; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name) is [var member, ..])
                return (member is IPropertySymbol { SetMethod: { } setter } ? setter : member).IsAccessibleIn(assembly) ? null : Hidden($"'{name}'", member, assembly);
        }

        return null;
    }

    private static string Hidden(string what, ISymbol symbol, IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, assembly)
            ? $"{what} is {SyntaxFacts.GetText(symbol.DeclaredAccessibility)}: make it internal or public"
            : $"{what} belongs to {symbol.ContainingAssembly.Name} alone: write an attribute of your own";

    private static string? FirstOf<T>(IEnumerable<T> items, Func<T, string?> obstacleOf) =>
        items.Select(obstacleOf).FirstOrDefault(obstacle => obstacle is not null);
}
