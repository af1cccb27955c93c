using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;

namespace Zzz.Generators.Parsing;

/// <summary>A parameter of a callback.</summary>
/// <param name="Symbol">The parameter.</param>
/// <param name="Argument">What it is given; null if nothing.</param>
/// <param name="ValueName">What a value of the route, the query or a header is called there.</param>
/// <param name="ValueType">How that value is made of text.</param>
/// <param name="Mistake">Why it is given nothing.</param>
internal sealed record CallbackParameter(
    IParameterSymbol Symbol,
    Argument? Argument,
    string ValueName = "",
    ParsedType? ValueType = null,
    ParameterMistake? Mistake = null)
{
    /// <summary>Whether it is a service by its type alone, and no attribute says so.</summary>
    public bool IsServiceByType =>
        Argument == Kinds.Argument.Service
        && Symbol.AttributeOf(KnownTypes.FromServicesAttribute) is null
        && Symbol.AttributeOf(KnownTypes.FromKeyedServicesAttribute) is null;

    public static CallbackParameter Wrong(IParameterSymbol symbol, ParameterMistake mistake) => new(symbol, null, Mistake: mistake);
}
