using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A message handler that is not given the message.</summary>
internal sealed class MissingPayloadRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ3007",
        "OnMessage takes no message",
        "'{0}' takes no message: add a parameter of type WsMessage, string or ReadOnlyMemory<byte>",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ3007"));

    protected override bool IsBroken(Callback callback) =>
        callback.Kind == CallbackKind.OnMessage
        && callback.Parameters.All(parameter => parameter.Argument == Argument.Connection);
}
