using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Rules.Channels;

/// <summary>A parameter of a channel's method for which a value of the upgrade request would be needed.</summary>
internal sealed class RequestValueInChannelRule() : ParameterRule(Broken)
{
    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ7006",
        "A channel takes a value of the upgrade request",
        "'{0}' would be a value of the upgrade request, which is over when a topic is joined: {1}");

    protected override bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        parameter.Mistake == ParameterMistake.OfRequest;

    protected override object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        [parameter.Symbol.Name, Instead(parameter.Symbol)];

    private static string Instead(IParameterSymbol parameter) =>
        parameter.AttributeOf(KnownTypes.FromHeaderAttribute) is not null ? "store it with ws.Assign in the socket's OnOpen, and read it with socket.GetAssign"
        : parameter.AttributeOf(KnownTypes.FromRouteAttribute) is not null ? $"read socket.Connection.Param(\"{parameter.Name}\")"
        : $"read socket.Connection.QueryParam(\"{parameter.Name}\")";
}
