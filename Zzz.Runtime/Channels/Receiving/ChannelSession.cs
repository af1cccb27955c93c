using System.ComponentModel;
using System.Runtime.CompilerServices;
using Zzz.Channels.Members;
using Zzz.Channels.Receiving;
using Zzz.Channels.Wire;
using Zzz.Connection;

namespace Zzz.CompilerServices;

/// <summary>
/// The methods that the engine calls for one connection of a channel route. For each class marked <see cref="ChannelRouteAttribute"/>, the
/// generator derives a sealed session that calls the methods of that class directly.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChannelSession : WsSession
{
    private readonly Turn _turn = new();
    private ChannelRoute _route = null!;
    private ChannelSerializer _serializer = null!;
    private Func<IServiceProvider> _services = null!;
    private ChannelPeer _peer = null!;
    private HeartbeatWatch _heartbeat = null!;

    /// <inheritdoc/>
    public sealed override async ValueTask OnOpen(WsConnection ws)
    {
        ArgumentNullException.ThrowIfNull(ws);
        _peer = new ChannelPeer((ServerConnection)ws, _route, _serializer, _services, _turn);
        _heartbeat = new HeartbeatWatch(_route.Wheel, _route.Options.HeartbeatTimeout, (ServerConnection)ws);
        _heartbeat.Start();
        await OnConnectionOpen(ws);
        if (Id(ws) is { } id) _peer.Register(id);
    }

    /// <inheritdoc/>
    public sealed override ValueTask OnMessage(WsConnection ws, WsMessage message)
    {
        _heartbeat.OnMessage();
        Task turn = _turn.TakeAsync();
        if (!turn.IsCompletedSuccessfully) return ReceiveInTurnAsync(turn, message);
        bool isOver = true;
        try
        {
            ValueTask receiving = _peer.ReceiveAsync(message);
            isOver = receiving.IsCompletedSuccessfully;
            return isOver ? default : ReceivedAsync(receiving);
        }
        finally
        {
            if (isOver) _turn.Release();
        }
    }

    /// <inheritdoc/>
    public sealed override async ValueTask OnClose(WsConnection ws, WsCloseCode code, string reason)
    {
        _heartbeat.Stop();
        await _turn.TakeAsync();
        try
        {
            await _peer.EndAsync();
        }
        finally
        {
            _turn.Release();
        }

        await OnConnectionClose(ws, code, reason);
    }

    internal void Attach(ChannelRoute route, ChannelSerializer serializer, Func<IServiceProvider> services) =>
        (_route, _serializer, _services) = (route, serializer, services);

    /// <summary>Called once, before any message.</summary>
    /// <param name="ws">The connection.</param>
    /// <returns>The handler's task. No message is read before it completes.</returns>
    protected virtual ValueTask OnConnectionOpen(WsConnection ws) => default;

    /// <summary>Called once, after all topics have been left.</summary>
    /// <param name="ws">The connection, on which nothing can be sent any more.</param>
    /// <param name="code">The code that says why the connection ended.</param>
    /// <param name="reason">The text that came with the code, or an empty string.</param>
    /// <returns>The handler's task. The socket instance is disposed after it has completed.</returns>
    protected virtual ValueTask OnConnectionClose(WsConnection ws, WsCloseCode code, string reason) => default;

    /// <summary>
    /// Called once, after <see cref="OnConnectionOpen"/>. Returns the id by which <see cref="IChannels.Disconnect"/> finds the connection.
    /// </summary>
    /// <param name="ws">The connection.</param>
    /// <returns>The id, or <see langword="null"/> for none.</returns>
    protected virtual string? Id(WsConnection ws) => null;

    private async ValueTask ReceiveInTurnAsync(Task turn, WsMessage message)
    {
        await turn;
        await ReceivedAsync(_peer.ReceiveAsync(message));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReceivedAsync(ValueTask receiving)
    {
        try
        {
            await receiving;
        }
        finally
        {
            _turn.Release();
        }
    }
}
