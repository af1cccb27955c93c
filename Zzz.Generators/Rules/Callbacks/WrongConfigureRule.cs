using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A <c>Configure</c> method that cannot be called while the app is being built.</summary>
internal sealed class WrongConfigureRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3009",
        "Configure has the wrong signature",
        "'{0}' is called once, when the route is mapped: write 'static void Configure(WsOptions options)'");

    protected override bool IsBroken(Callback callback) =>
        callback.Kind == CallbackKind.Configure
        && (callback.Method is { IsStatic: false } or { IsAsync: true } || callback.Parameters.IsEmpty);
}
