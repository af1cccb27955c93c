using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A return type that the session cannot wait for.</summary>
internal sealed class WrongReturnTypeRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ3002",
        "A callback returns something else than a task",
        "'{0}' returns '{1}': return {2}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ3002"));

    protected override bool IsBroken(Callback callback) => callback.Returns is null;

    protected override object[] Details(Callback callback) =>
        [callback.Method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), Allowed(callback.Kind)];

    private static string Allowed(CallbackKind kind) => kind == CallbackKind.Configure ? "void" : "void, Task or ValueTask";
}
