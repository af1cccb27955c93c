using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>Writes the override of a session that calls one handler.</summary>
internal static class HandlerEmitter
{
    private const string ValueTask = $"global::{KnownTypes.ValueTask}";
    private const string TextKind = $"global::{KnownTypes.WsMessageKind}.Text";

    public static void Emit(HandlerModel handler, CodeWriter code)
    {
        code.Line();
        code.Line($"// {Comment(handler)}");
        using (code.Block($"public override {ValueTask} {handler.Kind}({Parameters(handler.Kind)})"))
        {
            if (handler.TakesTextOnly) code.Line($"if (message.Kind != {TextKind}) return Unsupported(ws, message.Kind);");
            EmitCall(handler, code);
        }
    }

    private static void EmitCall(HandlerModel handler, CodeWriter code)
    {
        string call = $"{handler.StaticOwner ?? "controller"}.{handler.Kind}({string.Join(", ", handler.Arguments.Select(Expression))})";
        switch (handler.Returns)
        {
            case CallbackReturn.ValueTask:
                code.Line($"return {call};");
                break;
            case CallbackReturn.Task:
                code.Line($"return new {ValueTask}({call});");
                break;
            default:
                code.Line($"{call};");
                code.Line("return default;");
                break;
        }
    }

    private static string Comment(HandlerModel handler) => handler.Kind switch
    {
        CallbackKind.OnOpen => $"{handler.Signature} gets each new connection, before its first message.",
        CallbackKind.OnMessage when handler.TakesTextOnly =>
            $"{handler.Signature} gets each text message; a binary one closes the connection with 1003.",
        CallbackKind.OnMessage => $"{handler.Signature} gets each message, text and binary.",
        _ => $"{handler.Signature} gets the end of each connection, once.",
    };

    private static string Parameters(CallbackKind kind) => kind switch
    {
        CallbackKind.OnOpen => $"global::{KnownTypes.WsConnection} ws",
        CallbackKind.OnMessage => $"global::{KnownTypes.WsConnection} ws, global::{KnownTypes.WsMessage} message",
        _ => $"global::{KnownTypes.WsConnection} ws, global::{KnownTypes.WsCloseCode} code, string reason",
    };

    private static string Expression(Argument argument) => argument switch
    {
        Argument.Connection => "ws",
        Argument.Message => "message",
        Argument.Text => "message.GetText()",
        Argument.Bytes => "message.Payload",
        Argument.CloseCode => "code",
        Argument.CloseReason => "reason",
        _ => throw new ArgumentOutOfRangeException(nameof(argument), argument, "Only Configure is given it, and MapZzz calls that."),
    };
}
