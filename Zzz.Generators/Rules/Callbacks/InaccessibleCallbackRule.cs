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
        "'{0}' is {1}, so it would never be called: make it public or internal in the class, or give it another name");

    protected override bool IsBroken(Callback callback) =>
        IsOfInterface(callback) || !callback.Method.IsAccessibleIn(callback.Method.ContainingAssembly);

    protected override object[] Details(Callback callback) =>
        [IsOfInterface(callback) ? "a member of an interface alone" : SyntaxFacts.GetText(callback.Method.DeclaredAccessibility)];

    private static bool IsOfInterface(Callback callback) => callback.Method.ContainingType.TypeKind == TypeKind.Interface;
}
