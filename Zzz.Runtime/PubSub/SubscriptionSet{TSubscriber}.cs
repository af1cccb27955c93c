using Zzz.Connection.Ports;

namespace Zzz.PubSub;

/// <summary>
/// The subscriptions of one subscriber, at most <paramref name="limit"/>: one per topic. <see cref="End"/> removes them all.
/// </summary>
/// <remarks>The set is its own lock, because every connection may have a set, and a separate object would cost memory.</remarks>
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

            // Keeps the topic's own name, so that the caller's copy of the string can be collected.
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
