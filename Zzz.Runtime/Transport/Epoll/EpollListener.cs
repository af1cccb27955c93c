using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Zzz.Transport.Epoll;

/// <summary>One address at which the server listens.</summary>
internal sealed class EpollListener(Socket socket, Acceptor acceptor, ConnectionMaker maker) : IConnectionListener
{
    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => maker.NextAsync(cancellationToken);

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        acceptor.Stop();
        socket.Dispose();
        maker.Complete();
        return default;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
