using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>Writes the override of a session that calls one handler. <see cref="MessageEmitter"/> writes that for messages.</summary>
internal static class HandlerEmitter
{
    public const string ValueTask = $"global::{KnownTypes.ValueTask}";
    public const string Connection = $"global::{KnownTypes.WsConnection} ws";

    private const string ControlPayload = "global::System.ReadOnlySpan<byte> payload";

    public static void Emit(HandlerModel handler, CodeWriter code)
    {
        code.Line();
        code.Line($"// {handler.Signature} {Comment(handler.Kind)}");
        using (code.Block(Signature(handler.Kind))) EmitBody(handler, code);
    }

    /// <summary>Calls a handler and returns its task.</summary>
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
        CallbackKind.OnError => "gets what another handler throws, and says whether the connection goes on.",
        _ => "gets the end of each connection, once.",
    };

    private static string Signature(CallbackKind kind) => kind switch
    {
        CallbackKind.OnUpgrade =>
            $"public {ValueTask}<global::{KnownTypes.HttpResult}?> OnUpgrade(global::{KnownTypes.HttpContext} context)",
        CallbackKind.OnError => $"public override {ValueTask}<bool> OnError({Connection}, global::{KnownTypes.Exception} exception)",
        CallbackKind.OnOpen => $"public override {ValueTask} OnOpen({Connection})",
        CallbackKind.OnPing or CallbackKind.OnPong => $"public override {ValueTask} {kind}({Connection}, {ControlPayload})",
        _ => $"public override {ValueTask} OnClose({Connection}, global::{KnownTypes.WsCloseCode} code, string reason)",
    };
}
