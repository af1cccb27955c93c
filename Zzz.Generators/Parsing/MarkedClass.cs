using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Kinds;
using Zzz.Generators.Routing;

namespace Zzz.Generators.Parsing;

/// <summary>
/// A class marked <c>[WsRoute]</c>, <c>[ChannelRoute]</c> or <c>[Channel]</c>, as the parser found it: the rules judge it, and the gatherers
/// make models of it.
/// It holds symbols, so no pipeline may keep it.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Kind">What it is marked as.</param>
/// <param name="Mark">The attribute that marks it.</param>
/// <param name="Pattern">The pattern of its route or topics, or why there is none.</param>
/// <param name="Constructors">The constructors that generated code can call, or only the one that is marked for it.</param>
/// <param name="Callbacks">Its callbacks, overloads included, in source order.</param>
internal sealed record MarkedClass(
    INamedTypeSymbol Type,
    MarkedClassKind Kind,
    AttributeData Mark,
    Pattern Pattern,
    ImmutableArray<IMethodSymbol> Constructors,
    ImmutableArray<Callback> Callbacks)
{
    /// <summary>The value of <c>WsLifetime.Singleton</c>.</summary>
    private const int Singleton = 1;

    /// <summary>The attribute that marks it, as one writes it.</summary>
    public string MarkAsWritten => $"[{Mark.AttributeClass!.Name.Substring(0, Mark.AttributeClass.Name.Length - "Attribute".Length)}]";

    /// <summary>The pattern as it is written.</summary>
    public string PatternAsWritten => (string?)Mark.ConstructorArguments[0].Value ?? "null";

    /// <summary>Whether all connections share one instance.</summary>
    public bool IsSingleton => Mark.NamedArguments.Any(argument => argument is { Key: "Lifetime", Value.Value: Singleton });

    /// <summary>The callback of a kind, of overloads the first; null if there is none.</summary>
    public Callback? FirstOf(CallbackKind kind)
    {
        foreach (Callback callback in Callbacks)
            if (callback.Kind == kind) return callback;
        return null;
    }

    /// <summary>Where the pattern is written.</summary>
    public Location PatternLocation =>
        Mark.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: [var pattern, ..] }
            ? pattern.Expression.GetLocation()
            : Type.Locations[0];
}
