using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A message handler that does not take the message.</summary>
internal sealed class MissingPayloadRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3007",
        "A message handler takes no message",
        "'{0}' takes no message: add a parameter of type {1}");

    protected override bool IsBroken(Callback callback) =>
        callback.Kind.TakesMessage()
        && callback.Parameters.All(parameter => parameter.Argument is { } argument && !argument.IsPayload());

    protected override object[] Details(Callback callback) =>
        [callback.Kind == CallbackKind.OnBinary ? "WsMessage or ReadOnlyMemory<byte>" : "WsMessage, string or ReadOnlyMemory<byte>"];
}
