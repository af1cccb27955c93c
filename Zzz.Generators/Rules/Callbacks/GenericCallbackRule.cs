using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A callback whose type arguments nobody gives.</summary>
internal sealed class GenericCallbackRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = new(
        "ZZZ3003",
        "A callback is generic",
        "'{0}' has type parameters, which Zzz cannot supply: remove them",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Page("ZZZ3003"));

    protected override bool IsBroken(Callback callback) => callback.Method.IsGenericMethod;
}
