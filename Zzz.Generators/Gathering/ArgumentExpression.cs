using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Writes the argument for a handler's parameter, as an expression in the override that calls the handler.</summary>
internal static class ArgumentExpression
{
    public static string Of(CallbackParameter parameter, CallbackKind kind, SessionValues values) => parameter.Argument switch
    {
        Argument.Connection => kind.IsOfChannel() ? "socket.Connection" : "ws",
        Argument.HttpContext => "context",
        Argument.User when kind.IsOfChannel() => "socket.User",
        Argument.Closed when kind.IsOfChannel() => "socket.Left",
        Argument.Socket => "socket",
        Argument.ReplyTo => "message.Defer()",
        Argument.Bytes when kind.TakesEvent() => $"{Message(kind)}.Bytes",
        Argument.ByteSpan when kind.TakesEvent() => $"{Message(kind)}.Bytes.Span",
        Argument.Json when kind.TakesEvent() => $"{Message(kind)}.{Json(parameter.Symbol)}<{parameter.Symbol.Type.FullNameNotNull()}>()",
        Argument.User => kind == CallbackKind.OnUpgrade ? "context.User" : "ws.User",
        Argument.Closed => kind == CallbackKind.OnUpgrade ? "context.RequestAborted" : "ws.Closed",
        Argument.Message => "message",
        Argument.Text => "message.GetText()",
        Argument.Bytes => kind.TakesControl() ? "payload.ToArray()" : "message.Payload",
        Argument.ByteSpan => kind.TakesControl() ? "payload" : "message.Payload.Span",
        Argument.Json => $"Read{Json(parameter.Symbol)}(message, {values.NameOfJson(parameter)})",
        Argument.Exception => "exception",
        Argument.CloseCode => "code",
        Argument.CloseReason => "reason",
        Argument.Route or Argument.Topic or Argument.Query or Argument.Header or Argument.Service => values.NameOf(parameter, kind),
        var other => throw new ArgumentOutOfRangeException(nameof(parameter), other, "Only Configure is given it, and MapZzz calls that."),
    };

    private static string Json(IParameterSymbol parameter) =>
        parameter.NullableAnnotation == NullableAnnotation.Annotated ? "JsonOrNull" : "Json";

    /// <summary>The name of the parameter through which an instance's override receives the join or the event.</summary>
    private static string Message(CallbackKind kind) => kind == CallbackKind.OnJoin ? Variables.Join : "message";
}
