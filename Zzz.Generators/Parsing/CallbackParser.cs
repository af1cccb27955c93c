using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Routing;

namespace Zzz.Generators.Parsing;

/// <summary>Reads a method as a callback: the arguments for its parameters, and its return value.</summary>
internal static class CallbackParser
{
    public static Callback Parse(IMethodSymbol method, CallbackKind kind, Pattern pattern)
    {
        ImmutableArray<CallbackParameter> parameters = ParametersOf(method, kind, pattern);
        CallbackReturn? returns = ReturnParser.Parse(method, kind);
        bool answersTwice = returns is { IsReply: true } && parameters.Any(parameter => parameter.Argument == Argument.ReplyTo);
        ImmutableArray<string> events = kind == CallbackKind.OnEvent ? EventNames.Of(method) : [];
        return new Callback(method, kind, parameters, answersTwice ? null : returns, events);
    }

    private static ImmutableArray<CallbackParameter> ParametersOf(IMethodSymbol method, CallbackKind kind, Pattern pattern)
    {
        var parameters = ImmutableArray.CreateBuilder<CallbackParameter>(method.Parameters.Length);
        foreach (IParameterSymbol parameter in method.Parameters) parameters.Add(ParameterParser.Parse(parameter, kind, pattern));
        return parameters.MoveToImmutable();
    }
}
