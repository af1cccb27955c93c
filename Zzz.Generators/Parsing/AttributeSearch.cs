using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Finds the attributes of a class or method as reflection does, including inherited ones.</summary>
internal static class AttributeSearch
{
    private static readonly string[] Marks =
        [KnownTypes.WsRouteAttribute, KnownTypes.ChannelRouteAttribute, KnownTypes.ChannelAttribute, KnownTypes.OnAttribute];

    /// <summary>Returns the attributes that become metadata: the class's own and those of <c>OnJoin</c>.</summary>
    public static ImmutableArray<AttributeData> MetadataOf(MarkedClass marked)
    {
        ImmutableArray<AttributeData> own = MetadataIn(OfType(marked.Type));
        return marked.FirstOf(CallbackKind.OnJoin) is { } join ? own.AddRange(MetadataOf(join.Method, marked)) : own;
    }

    /// <summary>Returns the attributes that become metadata of an event: those of its handler, or of the last override of the handler.</summary>
    public static ImmutableArray<AttributeData> MetadataOf(IMethodSymbol handler, MarkedClass marked) =>
        MetadataIn(OfMethod(LastOverride(handler, marked.Type)));

    /// <summary>Returns all attributes of the class and its event handlers that become metadata.</summary>
    public static IEnumerable<AttributeData> AllOf(MarkedClass marked) => MetadataOf(marked).Concat(
        marked.Callbacks.Where(callback => callback.Kind == CallbackKind.OnEvent).SelectMany(callback => MetadataOf(callback.Method, marked)));

    /// <summary>Returns a class's attributes, inherited ones first, because the later one counts if two have the same type.</summary>
    public static ImmutableArray<AttributeData> OfType(INamedTypeSymbol type) => WithInherited(
        type.GetAttributes(),
        type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? OfType(parent) : []);

    /// <summary>Returns a method's attributes. As with classes, those of an overridden method come first.</summary>
    public static ImmutableArray<AttributeData> OfMethod(IMethodSymbol method) => WithInherited(
        method.GetAttributes(),
        method.OverriddenMethod is { } overridden ? OfMethod(overridden) : []);

    /// <summary>Whether derived classes and overrides inherit an attribute.</summary>
    public static bool IsInheritable(AttributeData attribute) => IsSet(UsageOf(attribute.AttributeClass), "Inherited", otherwise: true);

    /// <summary>Returns the method that runs when a handler is called on an instance of a class.</summary>
    public static IMethodSymbol LastOverride(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (method is { IsVirtual: false, IsAbstract: false, IsOverride: false }) return method;
        for (INamedTypeSymbol? owner = type; owner is not null; owner = owner.BaseType)
        {
            foreach (ISymbol member in owner.GetMembers(method.Name))
                if (member is IMethodSymbol candidate && Overrides(candidate, method)) return candidate;
        }

        return method;
    }

    /// <summary>Whether one method is the other, or overrides it.</summary>
    public static bool Overrides(IMethodSymbol? candidate, IMethodSymbol method)
    {
        for (; candidate is not null; candidate = candidate.OverriddenMethod)
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method.OriginalDefinition)) return true;
        return false;
    }

    /// <summary>Most classes have only their mark.</summary>
    private static ImmutableArray<AttributeData> MetadataIn(ImmutableArray<AttributeData> attributes) =>
        attributes.Any(IsMetadata) ? [.. attributes.Where(IsMetadata)] : [];

    private static ImmutableArray<AttributeData> WithInherited(ImmutableArray<AttributeData> own, ImmutableArray<AttributeData> inherited) =>
        inherited.IsEmpty ? own : [.. inherited.Where(attribute => IsInherited(attribute, own)), .. own];

    private static bool IsInherited(AttributeData attribute, ImmutableArray<AttributeData> own) =>
        IsInheritable(attribute)
        && (IsSet(UsageOf(attribute.AttributeClass), "AllowMultiple", otherwise: false) || !own.Any(other => IsSameClass(other, attribute)));

    private static AttributeData? UsageOf(INamedTypeSymbol? attributeClass)
    {
        for (INamedTypeSymbol? type = attributeClass; type is not null; type = type.BaseType)
            if (type.AttributeOf(KnownTypes.AttributeUsageAttribute) is { } usage) return usage;
        return null;
    }

    private static bool IsSet(AttributeData? usage, string property, bool otherwise) =>
        usage?.NamedArguments.Where(argument => argument.Key == property).Select(argument => argument.Value.Value).FirstOrDefault() as bool?
        ?? otherwise;

    private static bool IsSameClass(AttributeData one, AttributeData other) =>
        SymbolEqualityComparer.Default.Equals(one.AttributeClass, other.AttributeClass);

    /// <summary>Whether an attribute becomes metadata. Marks do not, nor do attributes that only the compiler or a tool reads. Guards always do.</summary>
    private static bool IsMetadata(AttributeData attribute) =>
        attribute.AttributeClass is { } type
        && !IsMark(type)
        && ((type.ContainingNamespace?.ToDisplayString() != "System.Runtime.CompilerServices" && !IsConditional(type)) || attribute.GuardOf() != Guard.None);

    private static bool IsMark(INamedTypeSymbol type)
    {
        foreach (string mark in Marks)
            if (type.Is(mark)) return true;
        return false;
    }

    /// <summary>Whether the compiler omits attributes of a type from the assembly unless a symbol is defined.</summary>
    public static bool IsConditional(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.AttributeOf(KnownTypes.ConditionalAttribute) is not null) return true;
        return false;
    }
}
