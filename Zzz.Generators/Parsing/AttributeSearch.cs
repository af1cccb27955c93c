using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Finds the attributes of a class or method as reflection finds them: with those that it inherits.</summary>
internal static class AttributeSearch
{
    private static readonly string[] Marks =
        [KnownTypes.WsRouteAttribute, KnownTypes.ChannelRouteAttribute, KnownTypes.ChannelAttribute, KnownTypes.OnAttribute];

    /// <summary>What becomes metadata of the endpoint, of the channel, or of nothing if it is not kept: the class's own, and <c>OnJoin</c>'s.</summary>
    public static ImmutableArray<AttributeData> MetadataOf(MarkedClass marked)
    {
        ImmutableArray<AttributeData> own = [.. OfType(marked.Type).Where(IsMetadata)];
        return marked.FirstOf(CallbackKind.OnJoin) is { } join ? own.AddRange(MetadataOf(join.Method, marked)) : own;
    }

    /// <summary>What becomes metadata of an event: attributes of its handler, or of the method that overrides it.</summary>
    public static ImmutableArray<AttributeData> MetadataOf(IMethodSymbol handler, MarkedClass marked) =>
        [.. OfMethod(LastOverride(handler, marked.Type)).Where(IsMetadata)];

    /// <summary>All that becomes metadata.</summary>
    public static IEnumerable<AttributeData> AllOf(MarkedClass marked) => MetadataOf(marked).Concat(
        marked.Callbacks.Where(callback => callback.Kind == CallbackKind.OnEvent).SelectMany(callback => MetadataOf(callback.Method, marked)));

    /// <summary>What a class inherits comes first, because of two attributes of one type the later one counts.</summary>
    public static ImmutableArray<AttributeData> OfType(INamedTypeSymbol type) => WithInherited(
        type.GetAttributes(),
        type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? OfType(parent) : []);

    /// <summary>As of a class, what an overridden method has comes first.</summary>
    public static ImmutableArray<AttributeData> OfMethod(IMethodSymbol method) => WithInherited(
        method.GetAttributes(),
        method.OverriddenMethod is { } overridden ? OfMethod(overridden) : []);

    /// <summary>Whether derived classes and overrides have an attribute too.</summary>
    public static bool IsInheritable(AttributeData attribute) => IsSet(UsageOf(attribute.AttributeClass), "Inherited", otherwise: true);

    /// <summary>The method that is run when a handler is called on an instance of a class.</summary>
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

    /// <summary>Whether a method is another one, or overrides it.</summary>
    public static bool Overrides(IMethodSymbol? candidate, IMethodSymbol method)
    {
        for (; candidate is not null; candidate = candidate.OverriddenMethod)
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method.OriginalDefinition)) return true;
        return false;
    }

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

    /// <summary>Not so: the mark itself, and what only the compiler or a tool reads. What guards something always is.</summary>
    private static bool IsMetadata(AttributeData attribute) =>
        attribute.AttributeClass is { } type
        && !Marks.Any(mark => type.Is(mark))
        && ((type.ContainingNamespace?.ToDisplayString() != "System.Runtime.CompilerServices" && !IsConditional(type)) || attribute.GuardOf() != Guard.None);

    /// <summary>Whether the compiler leaves it out of the assembly, unless a symbol is defined.</summary>
    public static bool IsConditional(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            if (type.AttributeOf(KnownTypes.ConditionalAttribute) is not null) return true;
        return false;
    }
}
