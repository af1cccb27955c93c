using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>
/// Decides whether a type can only be a service. An interface has no instances that could be read from JSON, unless it is a collection interface.
/// </summary>
internal static class ServiceType
{
    public static bool IsOne(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
        && !type.Is(KnownTypes.AsyncEnumerable)
        && IsNeverJson(type)
        && ParsedType.Of(type) is null;

    /// <summary>Whether a parameter of the type is probably a service. It could be something else, so an attribute must say so.</summary>
    public static bool MayBe(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAnonymousType: false, SpecialType: SpecialType.None }
        && !IsCollection(type)
        && !IsException(type)
        && JsonType.IsOne(type);

    /// <summary>
    /// Whether the type cannot be read from JSON, because it is abstract, is not a collection, and has no attribute that says how to read it.
    /// </summary>
    public static bool IsNeverJson(ITypeSymbol type) =>
        type.IsAbstract
        && !IsCollection(type)
        && type.AttributeOf(KnownTypes.JsonDerivedTypeAttribute) is null
        && type.AttributeOf(KnownTypes.JsonConverterAttribute) is null;

    private static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.Is(KnownTypes.Exception)) return true;
        return false;
    }

    private static bool IsCollection(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Collections_IEnumerable
        || type.AllInterfaces.Any(parent => parent.SpecialType == SpecialType.System_Collections_IEnumerable);
}
