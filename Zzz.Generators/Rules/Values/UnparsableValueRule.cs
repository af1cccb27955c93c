using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Values;

/// <summary>A value of the request whose type cannot be parsed from text.</summary>
internal sealed class UnparsableValueRule() : ParameterRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ4002",
        "A value of the request cannot be parsed",
        "'{0}' is a value of the request, but text cannot be parsed as '{1}': take a type that implements IParsable<{1}>, or a string{2}");

    protected override bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        parameter.Mistake == ParameterMistake.Unparsable;

    protected override object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        [parameter.Symbol.Name, Display(parameter.Symbol.Type), MayBeService(parameter.Symbol) ? $"; if it is a service, write [FromServices] before '{parameter.Symbol.Name}'" : ""];

    protected override ImmutableDictionary<string, string?>? PropertiesOf(CallbackParameter parameter, Callback callback) =>
        MayBeService(parameter.Symbol) ? ImmutableDictionary<string, string?>.Empty.Add(Rule.MayBeService, null) : null;

    private static bool MayBeService(IParameterSymbol parameter) =>
        !ParameterParser.IsMarkedAsValue(parameter) && (ServiceType.IsOne(parameter.Type) || ServiceType.MayBe(parameter.Type));

    private static string Display(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
