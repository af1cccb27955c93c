using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A place where attributes are written, together with the place whose attributes take effect.</summary>
/// <param name="Name">The name of the place, for messages.</param>
/// <param name="Attributes">The attributes that are written in the place.</param>
/// <param name="Callback">The callback that the attributes are meant to guard; null if they are meant to guard the class.</param>
/// <param name="Counts">The class or method whose attributes take effect.</param>
/// <param name="Remedy">The advice for a guard that has no effect; null for the advice of <see cref="GuardRemedy"/>.</param>
/// <param name="IsOwnMethod">Whether the place is a method of the class, from which an editor can move an attribute.</param>
internal sealed record GuardPlace(
    string Name,
    ImmutableArray<AttributeData> Attributes,
    CallbackKind? Callback,
    ISymbol Counts,
    string? Remedy = null,
    bool IsOwnMethod = false)
{
    /// <summary>
    /// Returns the remedy for a guard that nothing enforces, or null if it is enforced, or if the place that takes effect has a guard like it.
    /// </summary>
    public string? RemedyFor(AttributeData attribute, Guard guard, MarkedClass marked)
    {
        bool isEnforced = Callback is { } callback ? callback.Enforces(guard) : marked.Kind.Enforces(guard);
        if (!isEnforced) return GuardRemedy.For(guard, marked);
        return CountedAttributes().Any(counted => Settles(counted, attribute, guard)) ? null : Remedy ?? GuardRemedy.For(guard, marked);
    }

    private ImmutableArray<AttributeData> CountedAttributes() =>
        Counts is IMethodSymbol method ? AttributeSearch.OfMethod(method) : AttributeSearch.OfType((INamedTypeSymbol)Counts);

    /// <summary>
    /// Whether an attribute makes up for another one that has no effect: one of the same class does, as in reflection, and <c>[AllowAnonymous]</c>
    /// does for all authorization.
    /// </summary>
    private static bool Settles(AttributeData counted, AttributeData attribute, Guard guard) =>
        SymbolEqualityComparer.Default.Equals(counted.AttributeClass, attribute.AttributeClass)
        || (guard == Guard.Authorization && counted.AllowsAnonymous());
}
