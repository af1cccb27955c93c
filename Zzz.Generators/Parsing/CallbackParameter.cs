using Microsoft.CodeAnalysis;

namespace Zzz.Generators.Parsing;

/// <summary>A parameter of a callback.</summary>
/// <param name="Symbol">The parameter.</param>
/// <param name="Argument">What it is given; null if the callback has nothing of its type.</param>
internal sealed record CallbackParameter(IParameterSymbol Symbol, Argument? Argument);
