using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Text;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the override of <c>OnEvent</c> in a channel's instance, which passes each event to its handler and sends the reply.</summary>
internal static class EventEmitter
{
    private const string Signature =
        $"{HandlerEmitter.ValueTask} OnEvent(int index, global::{KnownTypes.ChannelSocket} socket, global::{KnownTypes.ChannelMessage} message)";

    public static void Emit(IReadOnlyList<HandlerModel> handlers, CodeWriter code)
    {
        bool waits = handlers.Any(Waits);
        code.Line();
        if (waits) code.Line(MessageEmitter.PooledAttribute);
        using (code.Block($"public override {(waits ? "async " : "")}{Signature}"))
        {
            EmitSwitch(handlers, waits, code);
            if (!waits) code.Line("\nreturn default;");
        }
    }

    /// <summary>Whether the override must await the handler's task before it can reply.</summary>
    private static bool Waits(HandlerModel handler) => handler is { Returns.Completion: not Completion.Sync, Events.AnswersItself: false };

    private static void EmitSwitch(IReadOnlyList<HandlerModel> handlers, bool waits, CodeWriter code)
    {
        int index = 0;
        using (code.Block("switch (index)"))
        {
            foreach (HandlerModel handler in handlers)
            {
                if (index > 0) code.Line();
                code.Line($"// {handler.Signature} gets {Names(handler)}.{Answer(handler)}");
                for (int i = 0; i < handler.Events!.Names.Count; i++) code.Line($"case {index++}:");
                using (code.Indent()) EmitCase(handler, waits, code);
            }
        }
    }

    private static string Names(HandlerModel handler) => string.Join(" and ", handler.Events!.Names.Select(Literal.Quoted));

    private static string Answer(HandlerModel handler) =>
        handler.Send is not null ? " Each item that it returns is pushed, then comes the reply."
        : handler.Events!.AnswersItself ? " It replies itself." : handler.Returns.IsReply ? " Its return value is the reply." : "";

    private static void EmitCase(HandlerModel handler, bool waits, CodeWriter code)
    {
        string call = waits && handler.Returns.Completion != Completion.Sync ? $"await {handler.Call}" : handler.Call;
        if (handler.Events!.AnswersItself && !waits && handler.Returns.Completion != Completion.Sync)
        {
            HandlerEmitter.EmitCall(handler, code);
            return;
        }

        if (handler.Events.AnswersItself || handler.Send is not null) code.Line($"{call};"); // a stream's reply follows its last item
        else EmitReply(call, handler.Returns, code);
        code.Line("break;");
    }

    private static void EmitReply(string call, ReturnModel returns, CodeWriter code)
    {
        if (!returns.IsReply)
        {
            code.Line($"{call};");
            code.Line("message.Reply();");
        }
        else if (returns.CanBeNull)
        {
            EmitReplyOrNull(call, returns, code);
        }
        else
        {
            code.Line($"{Reply(call, returns)};");
        }
    }

    /// <summary>Writes a reply that may be null, in braces, because its variable needs a scope of its own.</summary>
    private static void EmitReplyOrNull(string call, ReturnModel returns, CodeWriter code)
    {
        code.Line("{");
        using (code.Indent("}"))
        {
            code.Line($"if ({call} is {{ }} reply) {Reply("reply", returns)};");
            code.Line("else message.Reply<string?>(null);");
        }
    }

    private static string Reply(string value, ReturnModel returns) => returns.Result switch
    {
        Result.Reply => $"message.Answer({value})",
        Result.Bytes when value.StartsWith("await ", StringComparison.Ordinal) => $"message.ReplyBinary(({value}).Span)",
        Result.Bytes => $"message.ReplyBinary({value}.Span)",
        Result.ByteArray => $"message.ReplyBinary({value})",
        _ => $"message.Reply<{returns.JsonType}>({value})",
    };
}
