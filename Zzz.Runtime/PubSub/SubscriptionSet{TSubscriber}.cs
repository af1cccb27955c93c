using Zzz.Connection.Ports;

namespace Zzz.PubSub;

/// <summary>
/// What one subscriber is subscribed to, at most <paramref name="limit"/> topics: each topic is subscribed to once, and the end ends them all.
/// </summary>
/// <remarks>It is its own lock, as each connection has one of it.</remarks>
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

            // The name that all subscribers share, not the copy that each may have come with.
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
