using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Finds out whether an attribute is a guard, which means that it restricts access, and where it can be enforced.</summary>
internal static class GuardTraits
{
    private static readonly string[] OfAuthorization =
        [KnownTypes.AuthorizeData, KnownTypes.AuthorizationRequirementData, KnownTypes.AllowAnonymous];

    private static readonly string[] OfEndpoint =
    [
        KnownTypes.EnableRateLimitingAttribute, KnownTypes.DisableRateLimitingAttribute, KnownTypes.HostMetadata, KnownTypes.CorsMetadata,
        KnownTypes.OutputCacheAttribute, KnownTypes.RequestTimeoutAttribute, KnownTypes.DisableRequestTimeoutAttribute,
        KnownTypes.RequestSizeLimitMetadata, KnownTypes.AntiforgeryMetadata,
    ];

    private static readonly string[] OfMvc =
    [
        KnownTypes.AuthorizationFilter, KnownTypes.AsyncAuthorizationFilter, KnownTypes.ResourceFilter, KnownTypes.AsyncResourceFilter,
        KnownTypes.ActionFilter, KnownTypes.AsyncActionFilter, KnownTypes.FilterFactory,
    ];

    /// <summary>The guards of attribute classes. Those of libraries outlive a compilation, so an edit finds them here.</summary>
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<Guard>> Found = new();

    /// <summary>Returns the kind of guard that an attribute is. An attribute that derives from a guard is a guard too.</summary>
    public static Guard GuardOf(this AttributeData attribute) =>
        attribute.AttributeClass is { } type ? Found.GetValue(type, FindIn).Value : Guard.None;

    /// <summary>Whether any of a symbol's attributes guards something.</summary>
    public static bool HasGuard(this ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
            if (attribute.GuardOf() != Guard.None) return true;
        return false;
    }

    /// <summary>Whether an attribute admits everyone, whatever other attributes require.</summary>
    public static bool AllowsAnonymous(this AttributeData attribute) => attribute.AttributeClass is { } type && IsAny(type, KnownTypes.AllowAnonymous);

    /// <summary>Whether anything enforces a guard that is on the class itself.</summary>
    public static bool Enforces(this MarkedClassKind kind, Guard guard) => guard switch
    {
        Guard.Endpoint => kind != MarkedClassKind.Channel,
        Guard.Events => kind == MarkedClassKind.Channel,
        Guard.Filter => false,
        _ => true,
    };

    /// <summary>Whether anything enforces a guard that is on a callback.</summary>
    public static bool Enforces(this CallbackKind kind, Guard guard) => guard switch
    {
        Guard.Authorization => kind is CallbackKind.OnJoin or CallbackKind.OnEvent,
        Guard.Events => kind == CallbackKind.OnEvent,
        Guard.None => true,
        _ => false,
    };

    private static StrongBox<Guard> FindIn(INamedTypeSymbol type) => new(
        IsAny(type, OfAuthorization) ? Guard.Authorization
        : IsAny(type, OfEndpoint) ? Guard.Endpoint
        : IsAny(type, OfMvc) ? Guard.Filter
        : IsAny(type, KnownTypes.RateLimitAttribute) ? Guard.Events
        : Guard.None);

    private static bool IsAny(INamedTypeSymbol type, params string[] types)
    {
        foreach (INamedTypeSymbol contract in type.AllInterfaces)
            if (types.Any(name => contract.Is(name))) return true;
        for (INamedTypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (types.Any(name => ancestor.Is(name))) return true;
        return false;
    }
}
