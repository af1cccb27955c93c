using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>Reports a generic callback: generated code calls it, and has no type arguments for it.</summary>
internal sealed class GenericCallbackRule() : CallbackRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3003",
        "A callback is generic",
        "'{0}' has type parameters, which Zzz cannot supply: remove them");

    protected override bool IsBroken(Callback callback) => callback.Method.IsGenericMethod;
}
