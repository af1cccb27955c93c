using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Routing;
using Zzz.Generators.Topics;

namespace Zzz.Generators.Rules.Values;

/// <summary>A value whose constraint excludes every text from which its parameter could be parsed.</summary>
internal sealed class ConflictingConstraintRule() : ParameterRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ2003",
        "A constraint contradicts the type of its parameter",
        "'{0}.{1}' takes '{2}', but '{3}' in '{4}' lets no {5} through: write {6} there, or take '{7}'");

    protected override bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        ConflictOf(parameter, marked.Pattern) is not null;

    protected override object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked)
    {
        string constraint = ConflictOf(parameter, marked.Pattern)!;
        string type = Display(parameter.ValueType!.Element);
        return
        [
            marked.Type.Name,
            callback.Method.Name,
            Display(parameter.Symbol),
            $"{{{parameter.ValueName}:{constraint}}}",
            marked.PatternAsWritten,
            type,
            $"{{{parameter.ValueName}{ConstraintFor(parameter.ValueType.Element, marked.Pattern)}}}",
            $"{ValueForms.TypeFor(constraint)}{(parameter.ValueType.IsNullable ? "?" : "")} {parameter.Symbol.Name}",
        ];
    }

    /// <summary>Returns the first constraint on a parameter's value that contradicts the parameter's type, or null if none does.</summary>
    private static string? ConflictOf(CallbackParameter parameter, Pattern pattern)
    {
        if (parameter is not { Argument: Argument.Route or Argument.Topic, ValueType.Element: var type } || ValueForms.Of(type) is not { } form) return null;
        foreach (string constraint in pattern.ConstraintsOn(parameter.ValueName))
            if (ValueForms.OfConstraint(constraint) is { } other && other != form) return constraint;
        return null;
    }

    private static string ConstraintFor(ITypeSymbol type, Pattern pattern) =>
        ValueForms.ConstraintFor(type) is { } constraint && (pattern is RoutePattern || TopicPatternParser.Constraints.Contains(constraint))
            ? $":{constraint}"
            : "";

    private static string Display(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
