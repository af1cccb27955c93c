namespace Zzz;

/// <summary>Stands in for <see cref="IChannels"/> in unit tests, and records the calls. Nothing leaves the process.</summary>
/// <remarks>May be used from any thread.</remarks>
/// <example>
/// <code>
/// var channels = new ChannelTestChannels();
/// new Announcer(channels).Announce("Tea is ready");
/// Assert.Equal(new ChannelTestBroadcast("room:lobby", "announcement", new Announcement("Tea is ready")), Assert.Single(channels.Broadcasts));
/// </code>
/// </example>
public sealed class ChannelTestChannels : IChannels
{
    private readonly Lock _lock = new();
    private readonly List<ChannelTestBroadcast> _broadcasts = [];
    private readonly List<string> _disconnected = [];

    /// <summary>The broadcasts, in order.</summary>
    public IReadOnlyList<ChannelTestBroadcast> Broadcasts
    {
        get
        {
            lock (_lock) return [.. _broadcasts];
        }
    }

    /// <summary>The ids passed to <see cref="Disconnect"/> and <see cref="DisconnectAsync"/>, in order.</summary>
    public IReadOnlyList<string> Disconnected
    {
        get
        {
            lock (_lock) return [.. _disconnected];
        }
    }

    /// <summary>The results of <see cref="SubscriberCount"/> by topic; 0 for all other topics.</summary>
    public IDictionary<string, int> Subscribers { get; } = new Dictionary<string, int>();

    /// <summary>The results of <see cref="PositionAsync"/> by topic; for all other topics, the first position of the epoch <c>test</c>.</summary>
    public IDictionary<string, TopicPosition> Positions { get; } = new Dictionary<string, TopicPosition>();

    /// <inheritdoc/>
    public void Broadcast<T>(string topic, string eventName, T payload) => Add(new ChannelTestBroadcast(topic, eventName, payload));

    /// <inheritdoc/>
    public void BroadcastBinary(string topic, string eventName, ReadOnlySpan<byte> payload) =>
        Add(new ChannelTestBroadcast(topic, eventName, payload.ToArray()));

    /// <summary>The result of <see cref="BroadcastAsync"/> and <see cref="BroadcastBinaryAsync"/>. Default: sent.</summary>
    public BroadcastResult BroadcastResult { get; set; } = BroadcastResult.Sent;

    /// <inheritdoc/>
    public ValueTask<BroadcastResult> BroadcastAsync<T>(string topic, string eventName, T payload)
    {
        Broadcast(topic, eventName, payload);
        return new ValueTask<BroadcastResult>(BroadcastResult);
    }

    /// <inheritdoc/>
    public ValueTask<BroadcastResult> BroadcastBinaryAsync(string topic, string eventName, ReadOnlySpan<byte> payload)
    {
        BroadcastBinary(topic, eventName, payload);
        return new ValueTask<BroadcastResult>(BroadcastResult);
    }

    /// <inheritdoc/>
    /// <returns>1 if the id has not been disconnected before, otherwise 0.</returns>
    public ValueTask<int> DisconnectAsync(string id)
    {
        bool isNew = !Disconnected.Contains(id);
        Disconnect(id);
        return new ValueTask<int>(isNew ? 1 : 0);
    }

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(string topic) => new(SubscriberCount(topic));

    /// <inheritdoc/>
    public void Disconnect(string id)
    {
        lock (_lock) _disconnected.Add(id);
    }

    /// <inheritdoc/>
    public int SubscriberCount(string topic) => Subscribers.TryGetValue(topic, out int count) ? count : 0;

    /// <inheritdoc/>
    public ValueTask<TopicPosition> PositionAsync(string topic) =>
        new(Positions.TryGetValue(topic, out TopicPosition position) ? position : new TopicPosition("test", 0));

    private void Add(ChannelTestBroadcast broadcast)
    {
        lock (_lock) _broadcasts.Add(broadcast);
    }
}
