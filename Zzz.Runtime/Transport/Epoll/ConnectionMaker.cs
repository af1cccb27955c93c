using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Zzz.Connection.Timing;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Transport.Epoll;

/// <summary>Makes the connections of one listener, and hands them out to Kestrel.</summary>
/// <param name="endPoint">The address of the listener.</param>
/// <param name="kestrel">Makes the connections that run on Kestrel's own transport.</param>
/// <param name="memory">The memory of requests and responses.</param>
internal sealed class ConnectionMaker(EndPoint endPoint, SocketConnectionContextFactory kestrel, MemoryPool<byte> memory)
{
    private readonly Channel<ConnectionContext> _connections =
        Channel.CreateUnbounded<ConnectionContext>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>The listener's address if it is the address of all its connections too.</summary>
    private readonly EndPoint? _localEndPoint =
        endPoint is IPEndPoint { Address: var address } && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) ? null : endPoint;

    public required TimerWheel Timers { get; init; }

    /// <summary>How long a peer may be silent after it has connected.</summary>
    public required TimeSpan HeadersTimeout { get; init; }

    /// <summary>Returns the next connection, or <see langword="null"/> after <see cref="Complete"/>.</summary>
    public async ValueTask<ConnectionContext?> NextAsync(CancellationToken cancellationToken)
    {
        while (await _connections.Reader.WaitToReadAsync(cancellationToken))
            if (_connections.Reader.TryRead(out ConnectionContext? connection)) return connection;
        return null;
    }

    /// <summary>Ends <see cref="NextAsync"/>, after the connections that were handed out before.</summary>
    public void Complete() => _connections.Writer.TryComplete();

    public HandshakeConnection Make(LoopSocket socket) =>
        new(socket, _localEndPoint ?? socket.Loop.Calls.LocalEndPoint(socket.Descriptor), socket.Loop.Calls.RemoteEndPoint(socket.Descriptor), memory);

    /// <summary>Hands out a connection, or returns <see langword="false"/> because the listener is closed.</summary>
    public bool TryHandOut(ConnectionContext connection) => _connections.Writer.TryWrite(connection);

    /// <summary>Hands out a socket as a connection of Kestrel's own transport.</summary>
    public void PassOn(LoopSocket socket)
    {
        var own = new Socket(new SafeSocketHandle(socket.Release(), ownsHandle: true));
        if (!TryHandOut(kestrel.Create(own))) own.Dispose();
    }
}
