using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Rules.Callbacks;

/// <summary>A parameter for which a callback has no argument.</summary>
internal sealed class UnknownParameterRule() : ParameterRule(Broken)
{
    private const string OfTopic = "ChannelSocket, WsConnection";
    private const string InChannels = "ClaimsPrincipal, CancellationToken, values of the topic and services";
    private const string Everywhere = "ClaimsPrincipal, CancellationToken, values of the request and services";

    private static readonly DiagnosticDescriptor Broken = Rule.Error(
        "ZZZ3001",
        "A callback has a parameter that Zzz cannot supply",
        "'{0}.{1}' cannot take '{2}': {3}it may take {4}");

    protected override bool IsBroken(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        parameter.Mistake == ParameterMistake.Unknown;

    protected override object[] Details(CallbackParameter parameter, Callback callback, MarkedClass marked) =>
        [marked.Type.Name, callback.Method.Name, Display(parameter.Symbol), Instead(parameter.Symbol, callback.Kind), Allowed(callback.Kind)];

    protected override ImmutableDictionary<string, string?>? PropertiesOf(CallbackParameter parameter, Callback callback) =>
        MayBeService(parameter.Symbol, callback.Kind) ? ImmutableDictionary<string, string?>.Empty.Add(Rule.MayBeService, null) : null;

    private static bool MayBeService(IParameterSymbol parameter, CallbackKind kind) =>
        kind != CallbackKind.Configure && parameter.RefKind == RefKind.None && ServiceType.MayBe(parameter.Type);

    /// <summary>
    /// Returns a hint. Most handlers for bytes ask for an array, which would be a copy; many methods of channels ask for what only controllers get.
    /// </summary>
    private static string Instead(IParameterSymbol parameter, CallbackKind kind) => parameter.Type switch
    {
        _ when parameter.RefKind != RefKind.None => "",
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } when kind.TakesMessage() || kind.TakesControl() || kind.TakesEvent() =>
            $"write 'ReadOnlyMemory<byte> {parameter.Name}'; ",
        var type when type.Is(KnownTypes.WsMessage) && kind.TakesEvent() =>
            $"a payload is a type for JSON, or 'ReadOnlyMemory<byte> {parameter.Name}' if it is binary; ",
        var type when type.Is(KnownTypes.HttpContext) && kind.IsOfChannel() =>
            "the request is over, so read socket.User, socket.Connection.QueryParam(\"name\") or socket.Connection.Param(\"name\"), or store other values "
            + "with ws.Assign in the socket's OnOpen, and read them with socket.GetAssign; ",
        var type when type.Is(KnownTypes.HttpContext) && kind != CallbackKind.Configure =>
            "the request is over, so take its values one by one, as in '[FromQuery] string? name', or store other values in its Items in OnUpgrade, "
            + "and read them with ws.GetAssign; ",
        _ when MayBeService(parameter, kind) => $"if it is a service, write [FromServices] before '{parameter.Name}'; ",
        _ => "",
    };

    private static string Display(IParameterSymbol parameter) => parameter.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Allowed(CallbackKind kind) => kind switch
    {
        CallbackKind.Configure => "WsOptions",
        CallbackKind.OnUpgrade => $"HttpContext, and {Everywhere}",
        CallbackKind.OnOpen or CallbackKind.Id => $"WsConnection, and {Everywhere}",
        CallbackKind.OnMessage or CallbackKind.OnText =>
            $"WsConnection, one of WsMessage, string, ReadOnlyMemory<byte>, ReadOnlySpan<byte> and a type for JSON, and {Everywhere}",
        CallbackKind.OnBinary => $"WsConnection, one of WsMessage, ReadOnlyMemory<byte> and ReadOnlySpan<byte>, and {Everywhere}",
        CallbackKind.OnPing or CallbackKind.OnPong => $"WsConnection, one of ReadOnlyMemory<byte> and ReadOnlySpan<byte>, and {Everywhere}",
        CallbackKind.OnError => $"WsConnection, Exception, and {Everywhere}",
        CallbackKind.OnJoin => $"{OfTopic}, one of ReadOnlyMemory<byte>, ReadOnlySpan<byte> and a type for JSON, and {InChannels}",
        CallbackKind.OnEvent => $"{OfTopic}, ReplyTo, one of ReadOnlyMemory<byte>, ReadOnlySpan<byte> and a type for JSON, and {InChannels}",
        CallbackKind.OnLeave => $"{OfTopic}, and {InChannels}",
        _ => $"WsConnection, WsCloseCode, a string for the reason, and {Everywhere}",
    };
}
