using Zzz.Generators.Kinds;
using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the call of a handler, and sends what it returns: the reply from a task waits for room, any other reply does not.</summary>
internal static class ReplyExpression
{
    public static string Statement(HandlerModel handler)
    {
        ReturnModel returns = handler.Returns;
        string call = returns.Completion == Completion.Sync ? handler.Call : $"await {handler.Call}";
        return !returns.IsReply ? $"{call};"
            : returns.CanBeNull ? $"if ({call} is {{ }} reply) {Send("reply", returns)};"
            : $"{Send(call, returns)};";
    }

    private static string Send(string reply, ReturnModel returns) => returns.IsLateReply
        ? returns.Result switch
        {
            Result.Text or Result.Message => $"await ws.SendAsync({reply})",
            Result.Json => $"await ws.SendJsonAsync<{returns.JsonType}>({reply})",
            _ => $"await ws.SendBinaryAsync({reply})",
        }
        : returns.Result switch
        {
            Result.Text or Result.Message => $"ws.Send({reply})",
            Result.Json => $"ws.SendJson<{returns.JsonType}>({reply})",
            Result.Bytes => $"ws.SendBinary({reply}.Span)",
            _ => $"ws.SendBinary({reply})",
        };
}
