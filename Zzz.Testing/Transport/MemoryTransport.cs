using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Zzz.Testing.Transport;

/// <summary>What Kestrel listens on instead of sockets. Every client of an app connects through its one transport.</summary>
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

    /// <exception cref="IOException">The app does not listen.</exception>
    public MemoryConnection Connect()
    {
        var connection = new MemoryConnection();
        if (_listener?.TryAdd(connection) != true) throw new IOException("The app does not listen, or no longer.");
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Ends every connection, so that nothing waits for a client that the test has forgotten.</summary>
    public void ResetAll()
    {
        foreach (MemoryConnection connection in _connections) connection.Reset();
    }
}
