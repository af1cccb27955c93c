using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Controllers;

/// <summary>A place where attributes are written, and where those stand that count.</summary>
/// <param name="Name">What a message calls it.</param>
/// <param name="Attributes">The attributes that are written there.</param>
/// <param name="Callback">The callback whose guards they are; null if they are those of the class.</param>
/// <param name="Counts">The class or method whose attributes count.</param>
/// <param name="Remedy">What to write if a guard does not count; null for what <see cref="GuardRemedy"/> says.</param>
/// <param name="IsOwnMethod">Whether it is a method of the class, from which an editor can move an attribute.</param>
internal sealed record GuardPlace(
    string Name,
    ImmutableArray<AttributeData> Attributes,
    CallbackKind? Callback,
    ISymbol Counts,
    string? Remedy = null,
    bool IsOwnMethod = false)
{
    /// <summary>The remedy for a guard that nothing enforces; null if it is enforced, or if the place that counts has one like it.</summary>
    public string? RemedyFor(AttributeData attribute, Guard guard, MarkedClass marked)
    {
        bool isEnforced = Callback is { } callback ? callback.Enforces(guard) : marked.Kind.Enforces(guard);
        if (!isEnforced) return GuardRemedy.For(guard, marked);
        return CountedAttributes().Any(counted => Settles(counted, attribute, guard)) ? null : Remedy ?? GuardRemedy.For(guard, marked);
    }

    private ImmutableArray<AttributeData> CountedAttributes() =>
        Counts is IMethodSymbol method ? AttributeSearch.OfMethod(method) : AttributeSearch.OfType((INamedTypeSymbol)Counts);

    /// <summary>An attribute of the same class stands for the other one, as it does in reflection; <c>[AllowAnonymous]</c> for all authorization.</summary>
    private static bool Settles(AttributeData counted, AttributeData attribute, Guard guard) =>
        SymbolEqualityComparer.Default.Equals(counted.AttributeClass, attribute.AttributeClass)
        || (guard == Guard.Authorization && counted.AllowsAnonymous());
}
