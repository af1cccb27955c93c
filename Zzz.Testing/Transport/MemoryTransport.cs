using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Zzz.Testing.Transport;

/// <summary>The transport on which Kestrel listens instead of on sockets. Each app has one, and all clients of the app connect through it.</summary>
internal sealed class MemoryTransport : IConnectionListenerFactory
{
    private readonly ConcurrentBag<MemoryConnection> _connections = [];
    private MemoryListener? _listener;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = new MemoryListener(endpoint);
        _listener ??= listener;
        return ValueTask.FromResult<IConnectionListener>(listener);
    }

    /// <exception cref="IOException">The app is not listening.</exception>
    public MemoryConnection Connect()
    {
        var connection = new MemoryConnection();
        if (_listener?.TryAdd(connection) != true) throw new IOException("The app is not listening: it has not started, or has stopped.");
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Resets every connection, so that nothing waits for a client that the test has not disposed.</summary>
    public void ResetAll()
    {
        foreach (MemoryConnection connection in _connections) connection.Reset();
    }
}
