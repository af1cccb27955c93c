namespace Zzz.Testing.Cluster;

/// <summary>A node of a broker in memory. Its state is guarded by the broker's lock.</summary>
internal class BrokerNode(Broker broker) : IBackplane
{
    private readonly Dictionary<string, Inbox> _inboxes = [];
    private readonly HashSet<string> _topics = [];
    private Inbox? _own;

    public IBackplaneHost? Host { get; private set; }

    public bool IsCut { get; set; }

    /// <summary>Whether the host was told of an interruption, and not yet of its end.</summary>
    public bool IsInterrupted { get; set; }

    public bool IsConnected => Host is not null && !IsCut;

    /// <summary>The node's inboxes, also those of topics that it was subscribed to earlier.</summary>
    public IEnumerable<Inbox> Inboxes => _own is null ? _inboxes.Values : _inboxes.Values.Append(_own);

    protected Broker Broker => broker;

    public bool BelongsTo(Broker other) => other == broker;

    public ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        broker.Start(this, host);
        return default;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken) => await broker.Stop(this).WaitAsync(cancellationToken);

    public async ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken) =>
        await broker.CallAsync(this, () => _topics.Add(topic), cancellationToken);

    public async ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken)
    {
        Task cleared = await broker.CallAsync(this, () => _topics.Remove(topic) ? InboxOf(topic).ClearAsync() : Task.CompletedTask, cancellationToken);
        await cleared.WaitAsync(cancellationToken);
    }

    public async ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        byte[] copy = message.ToArray();
        return await broker.CallAsync(this, () => broker.Publish(topic, copy), cancellationToken);
    }

    public async ValueTask SendAsync(string node, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        byte[] copy = message.ToArray();
        await broker.CallAsync(this, () => broker.Send(node, copy), cancellationToken);
    }

    public bool IsSubscribed(string topic) => IsConnected && _topics.Contains(topic);

    public void Receive(string topic, byte[] message, TopicPosition? position) => InboxOf(topic).Add(message, position);

    public void ReceiveOwn(byte[] message) => _own!.Add(message, position: null);

    public void Begin(IBackplaneHost host)
    {
        if (Host is not null) throw new InvalidOperationException("The node has been started already.");
        Host = host;
        _own = new Inbox((message, _) => host.ReceivedByNode(message), broker.Failed);
    }

    public IBackplaneHost? End()
    {
        IBackplaneHost? host = Host;
        Host = null;
        IsInterrupted = false;
        _topics.Clear();
        return host;
    }

    /// <summary>Drops what waits for the host. The task completes when the host is no longer called.</summary>
    public Task ClearAsync() => Task.WhenAll([.. Inboxes.Select(inbox => inbox.ClearAsync())]);

    private Inbox InboxOf(string topic)
    {
        if (!_inboxes.TryGetValue(topic, out Inbox? inbox))
            _inboxes[topic] = inbox = new Inbox((message, position) => Host?.Received(topic, message, position), broker.Failed);
        return inbox;
    }
}
