using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A return type that the session can neither await nor use.</summary>
internal sealed class WrongReturnTypeRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3002",
        "A callback has an unsupported return type",
        "'{0}' returns '{1}': return {2}");

    protected override bool IsBroken(Callback callback) => callback.Returns is null;

    protected override object[] Details(Callback callback) =>
        [callback.Method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), Allowed(callback)];

    private static string Allowed(Callback callback) => callback.Kind switch
    {
        CallbackKind.Configure => "void",
        CallbackKind.OnUpgrade => "bool or IResult, or a Task or ValueTask of it",
        CallbackKind.OnError => "bool, or a Task or ValueTask of it",
        CallbackKind.Id => "string",
        CallbackKind.OnJoin => "void or JoinResult, or a Task or ValueTask",
        CallbackKind.OnEvent when callback.AnswersItself => "void, Task or ValueTask, because it replies with its ReplyTo",
        CallbackKind.OnEvent => "void, Task, ValueTask, or a reply: Reply, Reply<T>, ReadOnlyMemory<byte>, byte[] or a type for JSON; or an IAsyncEnumerable<T> of the last three",
        var kind when kind.TakesMessage() => "void, Task, ValueTask, or a reply: string, ReadOnlyMemory<byte>, byte[], WsMessage or a type for JSON; or an IAsyncEnumerable<T> of these",
        _ => "void, Task or ValueTask",
    };
}
