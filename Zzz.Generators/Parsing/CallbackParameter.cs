using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>A parameter of a callback.</summary>
/// <param name="Symbol">The parameter.</param>
/// <param name="Argument">The argument for the parameter; null if there is none.</param>
/// <param name="ValueName">The name of the value in the route, the query string or the headers.</param>
/// <param name="ValueType">How that value is parsed from text.</param>
/// <param name="Mistake">The reason for which generated code has no argument for the parameter.</param>
internal sealed record CallbackParameter(
    IParameterSymbol Symbol,
    Argument? Argument,
    string ValueName = "",
    ParsedType? ValueType = null,
    ParameterMistake? Mistake = null)
{
    /// <summary>Whether the parameter is a service only because of its type, without an attribute that says so.</summary>
    public bool IsServiceByType =>
        Argument == Kinds.Argument.Service
        && Symbol.AttributeOf(KnownTypes.FromServicesAttribute) is null
        && Symbol.AttributeOf(KnownTypes.FromKeyedServicesAttribute) is null;

    public static CallbackParameter Wrong(IParameterSymbol symbol, ParameterMistake mistake) => new(symbol, null, Mistake: mistake);
}
