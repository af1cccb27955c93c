using Microsoft.CodeAnalysis;

namespace Zzz.Generators.Parsing;

/// <summary>Tells replies that are JSON from those that are binary.</summary>
internal static class ReplyType
{
    /// <summary>Whether a reply that carries a value of the type is binary.</summary>
    public static bool IsBinary(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } || type.IsBytes(KnownTypes.ReadOnlyMemory);

    /// <summary>The type that a callback's reply is written as; null if it is no JSON.</summary>
    public static ITypeSymbol? JsonOf(CallbackReturn? returns) => returns switch
    {
        { Result: Kinds.Result.Json, Type: { } type } => type.WithoutNullable(),
        { Result: Kinds.Result.Reply, Type: INamedTypeSymbol { TypeArguments: [var type] } } when !IsBinary(type) => type.WithoutNullable(),
        _ => null,
    };
}
