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

    /// <summary>Returns the kind of guard that an attribute is. An attribute that derives from a guard is a guard too.</summary>
    public static Guard GuardOf(this AttributeData attribute) =>
        IsAny(attribute, OfAuthorization) ? Guard.Authorization
        : IsAny(attribute, OfEndpoint) ? Guard.Endpoint
        : IsAny(attribute, OfMvc) ? Guard.Filter
        : IsAny(attribute, KnownTypes.RateLimitAttribute) ? Guard.Events
        : Guard.None;

    /// <summary>Whether an attribute admits everyone, whatever other attributes require.</summary>
    public static bool AllowsAnonymous(this AttributeData attribute) => IsAny(attribute, KnownTypes.AllowAnonymous);

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

    private static bool IsAny(AttributeData attribute, params string[] types)
    {
        if (attribute.AttributeClass is not { } type) return false;
        foreach (INamedTypeSymbol contract in type.AllInterfaces)
            if (types.Any(name => contract.Is(name))) return true;
        for (INamedTypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (types.Any(name => ancestor.Is(name))) return true;
        return false;
    }
}
