using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;

namespace Zzz.Generators.Sessions;

/// <summary>Writes what a handler's parameter is given, in the override that calls the handler.</summary>
internal static class ArgumentExpression
{
    public static string Of(CallbackParameter parameter, CallbackKind kind, SessionValues values) => parameter.Argument switch
    {
        Argument.Connection => "ws",
        Argument.HttpContext => "context",
        Argument.User => kind == CallbackKind.OnUpgrade ? "context.User" : "ws.User",
        Argument.Closed => kind == CallbackKind.OnUpgrade ? "context.RequestAborted" : "ws.Closed",
        Argument.Message => "message",
        Argument.Text => "message.GetText()",
        Argument.Bytes => kind.TakesControl() ? "payload.ToArray()" : "message.Payload",
        Argument.ByteSpan => kind.TakesControl() ? "payload" : "message.Payload.Span",
        Argument.Json => $"{Read(parameter.Symbol)}(message, {values.NameOfJson(parameter)})",
        Argument.Exception => "exception",
        Argument.CloseCode => "code",
        Argument.CloseReason => "reason",
        Argument.Route or Argument.Query or Argument.Header or Argument.Service => values.NameOf(parameter),
        var other => throw new ArgumentOutOfRangeException(nameof(parameter), other, "Only Configure is given it, and MapZzz calls that."),
    };

    private static string Read(IParameterSymbol parameter) =>
        parameter.NullableAnnotation == NullableAnnotation.Annotated ? "ReadJsonOrNull" : "ReadJson";
}
