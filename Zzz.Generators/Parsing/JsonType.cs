using Microsoft.CodeAnalysis;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Decides whether a type can be used as JSON. Types that have another meaning in Zzz cannot, nor can those that cannot be read or written.</summary>
internal static class JsonType
{
    private static readonly string[] OtherMeaning =
    [
        KnownTypes.WsConnection, KnownTypes.WsMessage, KnownTypes.WsOptions, KnownTypes.WsCloseCode, KnownTypes.WsMessageKind,
        KnownTypes.WsSendResult, KnownTypes.ChannelSocket, KnownTypes.ReplyTo, KnownTypes.Reply, KnownTypes.ReplyOf, KnownTypes.JoinResult,
        KnownTypes.HttpContext, KnownTypes.ServiceProvider, KnownTypes.Exception, KnownTypes.CancellationToken, KnownTypes.ReadOnlyMemory,
        KnownTypes.Memory, KnownTypes.ReadOnlySequence, KnownTypes.Task, KnownTypes.TaskOf,
        KnownTypes.ValueTask, KnownTypes.ValueTaskOf, KnownTypes.AsyncEnumerable,
    ];

    public static bool IsOne(ITypeSymbol type) =>
        type is INamedTypeSymbol or IArrayTypeSymbol { ElementType.SpecialType: not SpecialType.System_Byte }
        && type is { IsRefLikeType: false, TypeKind: not TypeKind.Delegate, SpecialType: not SpecialType.System_Void }
        && !OtherMeaning.Any(type.Is);
}
