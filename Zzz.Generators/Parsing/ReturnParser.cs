using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Text;

namespace Zzz.Generators.Parsing;

/// <summary>Reads the return value of a callback, or returns null if the callback may not return it.</summary>
internal static class ReturnParser
{
    public static CallbackReturn? Parse(IMethodSymbol method, CallbackKind kind)
    {
        if (method.RefKind != RefKind.None) return null;
        if (method.ReturnType.Is(KnownTypes.AsyncEnumerable)) return StreamOf(((INamedTypeSymbol)method.ReturnType).TypeArguments[0], kind);
        (Completion completion, ITypeSymbol? type) = Unwrap(method.ReturnType);
        if (kind is CallbackKind.Configure or CallbackKind.Id && completion != Completion.Sync) return null;
        return ResultOf(type, kind) is { } result ? new CallbackReturn(completion, result, type) : null;
    }

    /// <summary>Reads a stream of values with which a handler may reply. The stream is read by a task, at whose end the callback has ended.</summary>
    private static CallbackReturn? StreamOf(ITypeSymbol item, CallbackKind kind)
    {
        if (!kind.IsPerMessage() || !SymbolEqualityComparer.Default.Equals(item, item.WithoutNullable())) return null;
        Result? result = kind == CallbackKind.OnEvent ? EventReplyOf(item) : ReplyOf(item);
        return result is null ? null : new CallbackReturn(Completion.ValueTask, result.Value, item, IsStream: true);
    }

    private static (Completion Completion, ITypeSymbol? Type) Unwrap(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => (Completion.Sync, null),
        _ when type.Is(KnownTypes.Task) => (Completion.Task, null),
        _ when type.Is(KnownTypes.ValueTask) => (Completion.ValueTask, null),
        INamedTypeSymbol { TypeArguments: [var result] } when type.Is(KnownTypes.TaskOf) => (Completion.Task, result),
        INamedTypeSymbol { TypeArguments: [var result] } when type.Is(KnownTypes.ValueTaskOf) => (Completion.ValueTask, result),
        _ => (Completion.Sync, type),
    };

    private static Result? ResultOf(ITypeSymbol? type, CallbackKind kind) => kind switch
    {
        CallbackKind.OnUpgrade when type is not null => IsVerdict(type) ? Result.Verdict : IsHttpResult(type) ? Result.HttpResult : null,
        CallbackKind.OnError when type is not null => IsVerdict(type) ? Result.Verdict : null,
        CallbackKind.Id when type is { SpecialType: SpecialType.System_String } => Result.Id,
        CallbackKind.OnUpgrade or CallbackKind.OnError or CallbackKind.Id => null,
        _ when type is null => Result.None,
        CallbackKind.OnJoin => type.Is(KnownTypes.JoinResult) ? Result.Join : null,
        CallbackKind.OnEvent when type.Is(KnownTypes.Reply) || type.Is(KnownTypes.ReplyOf) => Result.Reply,
        CallbackKind.OnEvent => EventReplyOf(type),
        _ when kind.TakesMessage() => ReplyOf(type),
        _ => null,
    };

    /// <summary>Returns the kind of reply to an event. Channels use JSON, even for a string, or bytes.</summary>
    private static Result? EventReplyOf(ITypeSymbol type) => ReplyOf(type) switch
    {
        Result.Text => Result.Json,
        Result.Message => null,
        var reply => reply,
    };

    private static Result? ReplyOf(ITypeSymbol type) => type.WithoutNullable() switch
    {
        { SpecialType: SpecialType.System_String } => Result.Text,
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => Result.ByteArray,
        var value when value.Is(KnownTypes.WsMessage) => Result.Message,
        var value when value.IsBytes(KnownTypes.ReadOnlyMemory) => Result.Bytes,
        var value when JsonType.IsOne(value) => Result.Json,
        _ => null,
    };

    private static bool IsVerdict(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean;

    private static bool IsHttpResult(ITypeSymbol type) =>
        type.Is(KnownTypes.HttpResult) || type.AllInterfaces.Any(candidate => candidate.Is(KnownTypes.HttpResult));
}
