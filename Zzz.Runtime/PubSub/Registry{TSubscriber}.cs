using System.Collections.Concurrent;

namespace Zzz.PubSub;

/// <summary>
/// Who is subscribed to which topic. Topics come with their first subscriber and vanish with the last. Any number of threads may subscribe,
/// unsubscribe and publish at the same time: there is a lock per topic, and none is held while a message is delivered.
/// </summary>
/// <remarks>
/// A message goes to everybody whose subscription was made before its publishing began, and to nobody whose subscription had ended by then.
/// Who subscribes or unsubscribes on another thread while it is being published may get it or not.
/// </remarks>
internal sealed class Registry<TSubscriber>
    where TSubscriber : class
{
    private readonly ConcurrentDictionary<string, Topic<TSubscriber>> _topics = new();
    private readonly ConcurrentDictionary<string, Topic<TSubscriber>>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Registry() => _lookup = _topics.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many topics have a subscriber.</summary>
    public int TopicCount => _topics.Count;

    public int SubscriberCount(ReadOnlySpan<char> topic) => _lookup.TryGetValue(topic, out Topic<TSubscriber>? found) ? found.Count : 0;

    /// <summary>Adds a subscription. One subscriber may have several to the same topic: <see cref="SubscriptionSet{TSubscriber}"/> prevents it.</summary>
    public Subscription<TSubscriber> Add(string topic, TSubscriber subscriber)
    {
        while (true)
        {
            Topic<TSubscriber> found = _topics.GetOrAdd(topic, static name => new Topic<TSubscriber>(name));
            if (found.TryAdd(subscriber) is { } subscription) return subscription;
            Forget(found); // or this thread would spin until the one that emptied it does
        }
    }

    /// <summary>Ends a subscription, once.</summary>
    public void Remove(Subscription<TSubscriber> subscription)
    {
        if (subscription.Topic.Remove(subscription)) Forget(subscription.Topic);
    }

    /// <summary>The subscribers to deliver a message to, to be disposed of.</summary>
    public TopicSnapshot<TSubscriber> SubscribersOf(ReadOnlySpan<char> topic) =>
        _lookup.TryGetValue(topic, out Topic<TSubscriber>? found) ? found.Snapshot() : default;

    private void Forget(Topic<TSubscriber> empty) => _topics.TryRemove(KeyValuePair.Create(empty.Name, empty));
}
