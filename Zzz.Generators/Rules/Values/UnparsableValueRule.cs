using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Values;

/// <summary>A value of the request of a type that no text can be turned into.</summary>
internal sealed class UnparsableValueRule() : ParameterRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ4002",
        "A value of the request cannot be parsed",
        "'{0}' is a value of the request, but text cannot be parsed as '{1}': take a type that implements IParsable<{1}>, or a string");

    protected override bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        parameter.Mistake == ParameterMistake.Unparsable;

    protected override object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        [parameter.Symbol.Name, Display(parameter.Symbol.Type)];

    private static string Display(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
