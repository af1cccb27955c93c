using System.Collections.Concurrent;
using Zzz.Connection;

namespace Zzz.Hosting.Lifetime;

/// <summary>The open connections of the app. <see cref="Drain"/> closes them when the host stops.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<ServerConnection, byte> _connections = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _closedToNew;

    public bool IsClosedToNew => _closedToNew;

    public ServerConnection[] All => [.. _connections.Keys];

    public void Add(ServerConnection connection) => _connections.TryAdd(connection, 0);

    public void Remove(ServerConnection connection)
    {
        _connections.TryRemove(connection, out _);
        CompleteIfEmpty();
    }

    /// <summary>Makes the endpoints refuse new upgrades from now on.</summary>
    public void CloseToNew() => _closedToNew = true;

    /// <summary>Completes when no connections are left. Call <see cref="CloseToNew"/> first.</summary>
    public Task EmptyAsync()
    {
        CompleteIfEmpty();
        return _empty.Task;
    }

    private void CompleteIfEmpty()
    {
        if (_closedToNew && _connections.IsEmpty) _empty.TrySetResult();
    }
}
