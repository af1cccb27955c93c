using Zzz.Connection.Ports;

namespace Zzz.PubSub;

/// <summary>The subscriptions of one subscriber, one per topic, at most <paramref name="limit"/>. <see cref="End"/> removes them all.</summary>
/// <remarks>Each instance is its own lock, which saves memory, because every connection may have one.</remarks>
internal sealed class SubscriptionSet<TSubscriber>(Registry<TSubscriber> table, TSubscriber subscriber, int limit) : ISubscriptions
    where TSubscriber : class
{
    private Dictionary<string, Subscription<TSubscriber>>? _subscriptions;
    private bool _ended;

    public bool TryAdd(string topic, out bool isFull)
    {
        isFull = false;
        lock (this)
        {
            if (_ended || _subscriptions?.ContainsKey(topic) == true) return false;
            isFull = _subscriptions?.Count >= limit;
            if (isFull) return false;

            // Keeps the topic's own copy of the name, so that the caller's string can be collected.
            Subscription<TSubscriber> subscription = table.Add(topic, subscriber);
            (_subscriptions ??= []).Add(subscription.Topic.Name, subscription);
            return true;
        }
    }

    public bool Remove(string topic)
    {
        lock (this)
        {
            if (_subscriptions is null || !_subscriptions.Remove(topic, out Subscription<TSubscriber>? subscription)) return false;
            table.Remove(subscription);
            return true;
        }
    }

    public void End()
    {
        lock (this)
        {
            _ended = true;
            if (_subscriptions is null) return;
            foreach (Subscription<TSubscriber> subscription in _subscriptions.Values) table.Remove(subscription);
            _subscriptions = null;
        }
    }
}
