using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A callback whose end cannot be awaited.</summary>
internal sealed class AsyncVoidCallbackRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3005",
        "A callback is async void",
        "'{0}' is async void: the next message would not wait for it, and an exception would end the process; return Task or ValueTask");

    protected override bool IsBroken(Callback callback) =>
        callback is { Method: { IsAsync: true, ReturnsVoid: true }, Kind: not CallbackKind.Configure };
}
