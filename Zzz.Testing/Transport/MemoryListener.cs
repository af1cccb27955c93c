using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Zzz.Testing.Transport;

/// <summary>Passes the clients' connections to Kestrel.</summary>
internal sealed class MemoryListener(EndPoint endpoint) : IConnectionListener
{
    private readonly Channel<MemoryConnection> _backlog = Channel.CreateUnbounded<MemoryConnection>();

    public EndPoint EndPoint => endpoint;

    /// <summary>Adds a connection, or returns <see langword="false"/> once the listener is closed.</summary>
    public bool TryAdd(MemoryConnection connection) => _backlog.Writer.TryWrite(connection);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _backlog.Reader.WaitToReadAsync(cancellationToken) && _backlog.Reader.TryRead(out MemoryConnection? connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _backlog.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();
}
