using System.Buffers;

namespace Zzz.PubSub;

/// <summary>
/// The subscribers of one topic. Each subscription knows its slot, so removal takes constant time: the last subscription moves into the free slot. A
/// topic that has become empty is never reused: <see cref="Registry{TSubscriber}"/> removes it.
/// </summary>
internal sealed class Topic<TSubscriber>(string name)
    where TSubscriber : class
{
    private readonly Lock _lock = new();
    private Subscription<TSubscriber>[] _slots = new Subscription<TSubscriber>[1];
    private int _count;
    private bool _isOver;

    public string Name { get; } = name;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a subscriber, or returns <see langword="null"/> if the topic has become empty and must be replaced by a new one.</summary>
    public Subscription<TSubscriber>? TryAdd(TSubscriber subscriber)
    {
        var subscription = new Subscription<TSubscriber>(this, subscriber);
        lock (_lock)
        {
            if (_isOver) return null;
            if (_count == _slots.Length) Array.Resize(ref _slots, Math.Max(4, 2 * _count));
            subscription.Slot = _count;
            _slots[_count++] = subscription;
            return subscription;
        }
    }

    /// <summary>Removes a subscription, and returns whether it was the last one.</summary>
    public bool Remove(Subscription<TSubscriber> subscription)
    {
        lock (_lock)
        {
            Subscription<TSubscriber> last = _slots[--_count];
            _slots[last.Slot = subscription.Slot] = last;
            _slots[_count] = null!;
            subscription.End();
            if (_slots.Length > 16 && _count < _slots.Length / 4) Array.Resize(ref _slots, _slots.Length / 2);
            return _isOver = _count == 0;
        }
    }

    /// <summary>Copies the current subscribers into a pooled array.</summary>
    public TopicSnapshot<TSubscriber> Snapshot()
    {
        lock (_lock)
        {
            Subscription<TSubscriber>[] rented = ArrayPool<Subscription<TSubscriber>>.Shared.Rent(_count);
            Array.Copy(_slots, rented, _count);
            return new TopicSnapshot<TSubscriber>(rented, _count);
        }
    }
}
