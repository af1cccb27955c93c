using Zzz.CompilerServices;

namespace Zzz.Tests.Connection;

/// <summary>A session whose handlers a test supplies.</summary>
internal sealed class ScriptedSession : WsSession
{
    public Action<WsConnection> Opened { get; init; } = _ => { };

    public Func<WsConnection, WsMessage, ValueTask> Received { get; init; } = (_, _) => default;

    public Func<Exception, ValueTask<bool>> Failed { get; init; } = _ => default;

    public Action Pinged { get; init; } = () => { };

    public Action Ponged { get; init; } = () => { };

    public Action<WsConnection, WsCloseCode> Ended { get; init; } = (_, _) => { };

    public override ValueTask OnOpen(WsConnection ws)
    {
        Opened(ws);
        return default;
    }

    public override ValueTask OnMessage(WsConnection ws, WsMessage message) => Received(ws, message);

    public override ValueTask OnPing(WsConnection ws, ReadOnlySpan<byte> payload)
    {
        Pinged();
        return default;
    }

    public override ValueTask OnPong(WsConnection ws, ReadOnlySpan<byte> payload)
    {
        Ponged();
        return default;
    }

    public override ValueTask<bool> OnError(WsConnection ws, Exception exception) => Failed(exception);

    public override ValueTask OnClose(WsConnection ws, WsCloseCode code, string reason)
    {
        Ended(ws, code);
        return default;
    }
}
