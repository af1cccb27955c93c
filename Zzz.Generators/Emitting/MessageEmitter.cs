using Zzz.Generators.Kinds;
using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>
/// Writes the session's override that passes each message to its handler: either a single handler, or one for text and one for binary messages.
/// </summary>
internal static class MessageEmitter
{
    private const string Text = $"global::{KnownTypes.WsMessageKind}.Text";
    private const string Binary = $"global::{KnownTypes.WsMessageKind}.Binary";
    private const string Message = $"global::{KnownTypes.WsMessage} message";
    private const string Unsupported = "Unsupported(ws, message.Kind);";

    // The override awaits a reply that comes from a task. Without pooling, each of these awaits would allocate an object.
    private const string Pooled =
        $"(typeof(global::{KnownTypes.PoolingAsyncValueTaskMethodBuilder}))";

    public static string PooledAttribute { get; } = GeneratedFile.Attribute(KnownTypes.AsyncMethodBuilderAttribute, Pooled);

    public static void Emit(IReadOnlyList<HandlerModel> handlers, CodeWriter code)
    {
        bool waits = handlers.Any(handler => handler.Returns.IsLateReply);
        code.Line();
        foreach (HandlerModel handler in handlers) code.Line($"// {handler.Signature} {Comment(handler, alone: handlers.Count == 1)}");
        if (waits) code.Line(PooledAttribute);
        string modifiers = waits ? "public override async" : "public override";
        using (code.Block($"{modifiers} {HandlerEmitter.ValueTask} OnMessage({HandlerEmitter.Connection}, {Message})"))
        {
            if (handlers.Count == 2) EmitTwo(handlers, waits, code);
            else if (waits) EmitLate(handlers[0], code);
            else EmitOne(handlers[0], code);
        }
    }

    private static void EmitOne(HandlerModel handler, CodeWriter code)
    {
        if (OnlyKindOf(handler) is { } kind) code.Line($"if (message.Kind != {kind}) return {Unsupported}");
        HandlerEmitter.EmitCall(handler, code);
    }

    private static void EmitLate(HandlerModel handler, CodeWriter code)
    {
        string statement = ReplyExpression.Statement(handler);
        if (OnlyKindOf(handler) is not { } kind)
        {
            code.Line(statement);
            return;
        }

        code.Line($"if (message.Kind != {kind}) await {Unsupported}");
        code.Line($"else {statement}");
    }

    private static void EmitTwo(IReadOnlyList<HandlerModel> handlers, bool waits, CodeWriter code)
    {
        HandlerModel text = handlers.Single(handler => handler.Kind == CallbackKind.OnText);
        HandlerModel binary = handlers.Single(handler => handler.Kind == CallbackKind.OnBinary);
        using (code.Block($"if (message.Kind == {Text})"))
        {
            if (waits) code.Line(ReplyExpression.Statement(text));
            else HandlerEmitter.EmitCall(text, code);
        }

        if (waits)
        {
            using (code.Block("else")) code.Line(ReplyExpression.Statement(binary));
        }
        else if (text.Returns.CanBeNull && binary.Returns.CanBeNull)
        {
            // Each branch declares a variable for the reply, so each needs a scope of its own.
            using (code.Block("else")) HandlerEmitter.EmitCall(binary, code);
        }
        else
        {
            code.Line();
            HandlerEmitter.EmitCall(binary, code);
        }
    }

    private static string? OnlyKindOf(HandlerModel handler) =>
        handler.Kind == CallbackKind.OnBinary ? Binary
        : handler.Kind == CallbackKind.OnText || handler.TakesTextOnly ? Text
        : null;

    private static string Comment(HandlerModel handler, bool alone)
    {
        string gets = OnlyKindOf(handler) switch
        {
            null => "gets each message, text and binary",
            Text when alone => "gets each text message; a binary one closes the connection with 1003",
            Text => "gets each text message",
            _ when alone => "gets each binary message; a text one closes the connection with 1003",
            _ => "gets each binary message",
        };
        return $"{gets}.{(handler.Send is not null ? " Each item that it returns is sent." : handler.Returns.IsReply ? " What it returns is sent." : "")}";
    }
}
