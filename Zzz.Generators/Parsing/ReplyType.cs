using Microsoft.CodeAnalysis;

namespace Zzz.Generators.Parsing;

/// <summary>Distinguishes replies that are JSON from those that are binary.</summary>
internal static class ReplyType
{
    /// <summary>Whether a reply that carries a value of the type is binary.</summary>
    public static bool IsBinary(ITypeSymbol type) =>
        type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } || type.IsBytes(KnownTypes.ReadOnlyMemory);

    /// <summary>Returns the type as which a callback's reply is written to JSON, or null if the reply is not JSON.</summary>
    public static ITypeSymbol? JsonOf(CallbackReturn? returns) => returns switch
    {
        { Result: Kinds.Result.Json, Type: { } type } => type.WithoutNullable(),
        { Result: Kinds.Result.Reply, Type: INamedTypeSymbol { TypeArguments: [var type] } } when !IsBinary(type) => type.WithoutNullable(),
        _ => null,
    };
}
