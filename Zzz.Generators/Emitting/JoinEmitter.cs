using Zzz.Generators.Kinds;
using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the override of <c>OnJoin</c> in a channel's instance, which asks the channel whether a client may join.</summary>
internal static class JoinEmitter
{
    private const string Result = $"{HandlerEmitter.ValueTask}<global::{KnownTypes.JoinResult}>";

    private const string Signature =
        $"{Result} OnJoin(global::{KnownTypes.ChannelSocket} socket, global::{KnownTypes.ChannelMessage} {Variables.Join})";

    public static void Emit(HandlerModel handler, CodeWriter code)
    {
        bool judges = handler.Returns.Result == Kinds.Result.Join;
        bool waits = !judges && handler.Returns.Completion != Completion.Sync;
        using (code.Block($"public override {(waits ? "async " : "")}{Signature}"))
        {
            if (judges) code.Line(handler.Returns.Completion == Completion.ValueTask ? $"return {handler.Call};" : $"return new {Result}({handler.Call});");
            else EmitWelcome(handler, waits, code);
        }
    }

    /// <summary>Writes the call of a handler that returns no verdict, which means that every client may join.</summary>
    private static void EmitWelcome(HandlerModel handler, bool waits, CodeWriter code)
    {
        code.Line($"{(waits ? "await " : "")}{handler.Call};");
        code.Line($"return {(waits ? $"global::{KnownTypes.JoinResult}.Ok()" : "default")};");
    }
}
