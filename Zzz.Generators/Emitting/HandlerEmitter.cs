using Zzz.Generators.Kinds;
using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>Writes the session's override that calls one handler. For messages, <see cref="MessageEmitter"/> does so.</summary>
internal static class HandlerEmitter
{
    public const string ValueTask = $"global::{KnownTypes.ValueTask}";
    public const string Connection = $"global::{KnownTypes.WsConnection} ws";

    private const string Closing = $"global::{KnownTypes.WsCloseCode} code, string reason";
    private const string ControlPayload = "global::System.ReadOnlySpan<byte> payload";

    public static void Emit(HandlerModel handler, MarkedClassKind kind, CodeWriter code)
    {
        code.Line();
        code.Line($"// {handler.Signature} {Comment(handler.Kind)}");
        if (handler.Kind == CallbackKind.OnJoin)
        {
            JoinEmitter.Emit(handler, code);
            return;
        }

        string signature = kind == MarkedClassKind.Socket ? SocketSignature(handler.Kind) : Signature(handler.Kind);
        using (code.Block(signature)) EmitBody(handler, code);
    }

    /// <summary>Writes the call of a handler, whose task is returned.</summary>
    public static void EmitCall(HandlerModel handler, CodeWriter code)
    {
        switch (handler.Returns.Completion)
        {
            case Completion.ValueTask:
                code.Line($"return {handler.Call};");
                break;
            case Completion.Task:
                code.Line($"return new {ValueTask}({handler.Call});");
                break;
            default:
                code.Line(ReplyExpression.Statement(handler));
                code.Line("return default;");
                break;
        }
    }

    private static void EmitBody(HandlerModel handler, CodeWriter code)
    {
        if (handler.Kind == CallbackKind.OnUpgrade) code.Line($"return global::{KnownTypes.UpgradeAnswer}.Of({handler.Call});");
        else if (handler.Kind == CallbackKind.Id) code.Line($"return {handler.Call};");
        else if (handler.Kind == CallbackKind.OnError) EmitVerdict(handler, code);
        else EmitCall(handler, code);
    }

    private static void EmitVerdict(HandlerModel handler, CodeWriter code) => code.Line(
        handler.Returns.Completion == Completion.ValueTask ? $"return {handler.Call};" : $"return new {ValueTask}<bool>({handler.Call});");

    private static string Comment(CallbackKind kind) => kind switch
    {
        CallbackKind.OnUpgrade => "judges each request, before it is answered.",
        CallbackKind.OnOpen => "gets each new connection, before its first message.",
        CallbackKind.OnPing => "gets each ping, which has been answered already.",
        CallbackKind.OnPong => "gets each pong.",
        CallbackKind.OnError => "receives an exception that another handler throws, and returns whether the connection continues.",
        CallbackKind.Id => "names the connection, once it is open.",
        CallbackKind.OnJoin => "judges whether the client may join the topic.",
        CallbackKind.OnLeave => "gets the end of each topic that was joined, once.",
        _ => "gets the end of each connection, once.",
    };

    /// <summary>
    /// Returns the signature of the override in a channel session, whose base class acts first when a connection opens, and last when it closes.
    /// </summary>
    private static string SocketSignature(CallbackKind kind) => kind switch
    {
        CallbackKind.Id => $"protected override string? Id({Connection})",
        CallbackKind.OnOpen => $"protected override {ValueTask} OnConnectionOpen({Connection})",
        CallbackKind.OnClose => $"protected override {ValueTask} OnConnectionClose({Connection}, {Closing})",
        _ => Signature(kind),
    };

    private static string Signature(CallbackKind kind) => kind switch
    {
        CallbackKind.OnUpgrade =>
            $"public {ValueTask}<global::{KnownTypes.HttpResult}?> OnUpgrade(global::{KnownTypes.HttpContext} context)",
        CallbackKind.OnError => $"public override {ValueTask}<bool> OnError({Connection}, global::{KnownTypes.Exception} exception)",
        CallbackKind.OnOpen => $"public override {ValueTask} OnOpen({Connection})",
        CallbackKind.OnPing or CallbackKind.OnPong => $"public override {ValueTask} {kind}({Connection}, {ControlPayload})",
        CallbackKind.OnLeave => $"public override {ValueTask} OnLeave(global::{KnownTypes.ChannelSocket} socket)",
        _ => $"public override {ValueTask} OnClose({Connection}, {Closing})",
    };
}
