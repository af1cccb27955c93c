namespace Zzz;

/// <summary>
/// Stands in for <see cref="IPresence"/> in unit tests. Keeps the keys that each socket tracks, until the socket leaves its topic. Sends nothing.
/// </summary>
/// <remarks>May be used from any thread, and with any socket.</remarks>
/// <example>
/// <code>
/// var presence = new ChannelTestPresence();
/// new RoomChannel(presence).OnJoin(new ChannelTestSocket("room:lobby"), new JoinRoom("Ann"));
/// Assert.Equal(["Ann"], presence.List&lt;Online&gt;("room:lobby").Keys);
/// </code>
/// </example>
public sealed class ChannelTestPresence : IPresence
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ChannelSocket Socket, string Key), object?> _metas = [];
    private readonly List<ChannelSocket> _watchers = [];

    /// <summary>The sockets passed to <see cref="PushState"/>, in order.</summary>
    public IReadOnlyList<ChannelSocket> Watchers
    {
        get
        {
            lock (_lock) return [.. _watchers];
        }
    }

    /// <inheritdoc/>
    public void Track<T>(ChannelSocket socket, string key, T meta)
    {
        lock (_lock) _metas[(socket, key)] = meta;
    }

    /// <inheritdoc/>
    public void Update<T>(ChannelSocket socket, string key, T meta)
    {
        lock (_lock)
        {
            if (_metas.ContainsKey((socket, key))) _metas[(socket, key)] = meta;
        }
    }

    /// <inheritdoc/>
    public void Untrack(ChannelSocket socket, string key)
    {
        lock (_lock) _metas.Remove((socket, key));
    }

    /// <inheritdoc/>
    public void PushState(ChannelSocket socket)
    {
        lock (_lock) _watchers.Add(socket);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<T>> List<T>(string topic)
    {
        lock (_lock)
        {
            return Present(topic)
                .GroupBy(entry => entry.Key.Key, entry => (T)entry.Value!)
                .ToDictionary(key => key.Key, IReadOnlyList<T> (metas) => [.. metas]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, IReadOnlyList<T>>> ListAsync<T>(string topic) => new(List<T>(topic));

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(string topic)
    {
        lock (_lock) return new(Present(topic).Select(entry => entry.Key.Key).Distinct().Count());
    }

    private IEnumerable<KeyValuePair<(ChannelSocket Socket, string Key), object?>> Present(string topic) =>
        _metas.Where(entry => entry.Key.Socket.Topic == topic && !entry.Key.Socket.Left.IsCancellationRequested);
}
