using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A callback whose end nobody can wait for.</summary>
internal sealed class AsyncVoidCallbackRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ3005",
        "A callback is async void",
        "'{0}' is async void: the next message would not wait for it, and an exception would end the process; return Task or ValueTask",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ3005"));

    protected override bool IsBroken(Callback callback) =>
        callback is { Method: { IsAsync: true, ReturnsVoid: true }, Kind: not CallbackKind.Configure };
}
