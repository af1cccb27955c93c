using Microsoft.CodeAnalysis;
using Zzz.Generators.Routing;

namespace Zzz.Generators.Parsing;

/// <summary>Reads a method as a callback: what its parameters are given, and what it returns.</summary>
internal static class CallbackParser
{
    public static Callback Parse(IMethodSymbol method, CallbackKind kind, RoutePattern pattern) => new(
        method,
        kind,
        [.. method.Parameters.Select(parameter => ParameterParser.Parse(parameter, kind, pattern))],
        ReturnParser.Parse(method, kind));
}
