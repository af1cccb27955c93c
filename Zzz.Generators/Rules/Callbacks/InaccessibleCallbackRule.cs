using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A callback that the generated session cannot call.</summary>
internal sealed class InaccessibleCallbackRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3004",
        "A callback is not accessible",
        "'{0}' is {1}, so it would never be called: make it public or internal, or give it another name");

    protected override bool IsBroken(Callback callback) => !callback.Method.IsAccessibleIn(callback.Method.ContainingAssembly);

    protected override object[] Details(Callback callback) => [SyntaxFacts.GetText(callback.Method.DeclaredAccessibility)];
}
