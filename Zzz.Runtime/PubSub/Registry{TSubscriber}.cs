using System.Collections.Concurrent;

namespace Zzz.PubSub;

/// <summary>
/// Maps topics to their subscribers. A topic exists while it has subscribers. Any number of threads may subscribe, unsubscribe and publish at the
/// same time: each topic has a lock, which is never held while a message is delivered.
/// </summary>
/// <remarks>
/// A message reaches every subscription that existed before its publishing began, and none that had ended by then. A subscription that begins or ends
/// while a message is being published may or may not receive that message.
/// </remarks>
internal sealed class Registry<TSubscriber>
    where TSubscriber : class
{
    private readonly ConcurrentDictionary<string, Topic<TSubscriber>> _topics = new();
    private readonly ConcurrentDictionary<string, Topic<TSubscriber>>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private readonly Action<string>? _wanted;

    /// <param name="wanted">Called with the name of each topic that gets its first subscriber.</param>
    public Registry(Action<string>? wanted = null)
    {
        _wanted = wanted;
        _lookup = _topics.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many topics have subscribers.</summary>
    public int TopicCount => _topics.Count;

    public int SubscriberCount(ReadOnlySpan<char> topic) => _lookup.TryGetValue(topic, out Topic<TSubscriber>? found) ? found.Count : 0;

    /// <summary>Adds a subscription. Adding the same subscriber twice creates two; <see cref="SubscriptionSet{TSubscriber}"/> prevents that.</summary>
    public Subscription<TSubscriber> Add(string topic, TSubscriber subscriber)
    {
        while (true)
        {
            Topic<TSubscriber> found = _topics.GetOrAdd(topic, static name => new Topic<TSubscriber>(name));
            if (found.TryAdd(subscriber) is { } subscription)
            {
                if (subscription.Slot == 0) _wanted?.Invoke(topic);
                return subscription;
            }

            Forget(found); // otherwise this thread would spin until the thread that emptied the topic removes it
        }
    }

    /// <summary>Ends a subscription. To be called only once.</summary>
    public void Remove(Subscription<TSubscriber> subscription)
    {
        if (subscription.Topic.Remove(subscription)) Forget(subscription.Topic);
    }

    /// <summary>Returns a snapshot of the subscribers to whom a message is to be delivered. The caller must dispose the snapshot.</summary>
    public TopicSnapshot<TSubscriber> SubscribersOf(ReadOnlySpan<char> topic) =>
        _lookup.TryGetValue(topic, out Topic<TSubscriber>? found) ? found.Snapshot() : default;

    private void Forget(Topic<TSubscriber> empty) => _topics.TryRemove(KeyValuePair.Create(empty.Name, empty));
}
