namespace Zzz.PubSub;

/// <summary>One subscriber's place in a <see cref="Topic{TSubscriber}"/>.</summary>
internal sealed class Subscription<TSubscriber>(Topic<TSubscriber> topic, TSubscriber subscriber)
    where TSubscriber : class
{
    private const int Ended = -1;

    private volatile int _slot;

    public Topic<TSubscriber> Topic { get; } = topic;

    public TSubscriber Subscriber { get; } = subscriber;

    /// <summary>The index of this subscription in its topic. Only the topic sets it.</summary>
    public int Slot
    {
        get => _slot;
        set => _slot = value;
    }

    public bool IsActive => _slot != Ended;

    public void End() => _slot = Ended;
}
