using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Zzz.Generators.Kinds;
using Zzz.Generators.Routing;

namespace Zzz.Generators.Parsing;

/// <summary>
/// A class marked <c>[WsRoute]</c>, <c>[ChannelRoute]</c> or <c>[Channel]</c>, as read by the parser. The rules check it, and the gatherers create
/// models from it. It holds symbols, so no pipeline may keep it.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Kind">The kind of class.</param>
/// <param name="Mark">The attribute that marks the class.</param>
/// <param name="Pattern">The pattern of the class's route or topics, or the mistake in it.</param>
/// <param name="Constructors">The constructors that generated code can call, or only the one that is marked for that purpose.</param>
/// <param name="Callbacks">The class's callbacks, including overloads, in source order.</param>
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

    /// <summary>The attribute that marks the class, in the form in which code writes it.</summary>
    public string MarkAsWritten => $"[{Mark.AttributeClass!.Name.Substring(0, Mark.AttributeClass.Name.Length - "Attribute".Length)}]";

    /// <summary>The pattern as written in the attribute.</summary>
    public string PatternAsWritten => (string?)Mark.ConstructorArguments[0].Value ?? "null";

    /// <summary>Whether all connections share one instance.</summary>
    public bool IsSingleton => Mark.NamedArguments.Any(argument => argument is { Key: "Lifetime", Value.Value: Singleton });

    /// <summary>Returns the callback of a kind, or the first of its overloads, or null if there is none.</summary>
    public Callback? FirstOf(CallbackKind kind)
    {
        foreach (Callback callback in Callbacks)
            if (callback.Kind == kind) return callback;
        return null;
    }

    /// <summary>The location of the pattern.</summary>
    public Location PatternLocation =>
        Mark.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: [var pattern, ..] }
            ? pattern.Expression.GetLocation()
            : Type.Locations[0];
}
