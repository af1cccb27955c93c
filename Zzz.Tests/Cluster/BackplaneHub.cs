namespace Zzz.Tests.Cluster;

/// <summary>Connects several nodes in one process: a message that one node publishes reaches all others at once.</summary>
internal sealed class BackplaneHub
{
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];

    public INodeChannels NewNode() => new Node(this);

    private Subscription[] SubscriptionsTo(string channel, Node except)
    {
        lock (_lock) return [.. _subscriptions.Where(one => one.Channel == channel && one.Node != except)];
    }

    private sealed class Node(BackplaneHub hub) : INodeChannels
    {
        public async ValueTask PublishAsync(string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            foreach (Subscription one in hub.SubscriptionsTo(channel, except: this)) await one.Handler(message.ToArray());
        }

        public ValueTask<IAsyncDisposable> SubscribeAsync(
            string channel, Func<ReadOnlyMemory<byte>, ValueTask> handler, CancellationToken cancellationToken = default)
        {
            var subscription = new Subscription(hub, this, channel, handler);
            lock (hub._lock) hub._subscriptions.Add(subscription);
            return new(subscription);
        }
    }

    private sealed record Subscription(BackplaneHub Hub, Node Node, string Channel, Func<ReadOnlyMemory<byte>, ValueTask> Handler) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (Hub._lock) Hub._subscriptions.Remove(this);
            return default;
        }
    }
}
