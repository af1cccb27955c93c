using System.Buffers;

namespace Zzz.PubSub;

/// <summary>
/// The subscribers of a topic at the time of a publish. Enumerate the snapshot outside any lock, and dispose it to return its pooled memory.
/// Enumeration skips subscribers that have unsubscribed since.
/// </summary>
internal readonly ref struct TopicSnapshot<TSubscriber>(Subscription<TSubscriber>[]? rented, int count) : IDisposable
    where TSubscriber : class
{
    public bool IsEmpty => count == 0;

    public Enumerator GetEnumerator() => new(rented.AsSpan(0, count));

    public void Dispose()
    {
        if (rented is null) return;
        rented.AsSpan(0, count).Clear(); // otherwise the pool would keep ended connections alive
        ArrayPool<Subscription<TSubscriber>>.Shared.Return(rented);
    }

    public ref struct Enumerator(ReadOnlySpan<Subscription<TSubscriber>> subscriptions)
    {
        private readonly ReadOnlySpan<Subscription<TSubscriber>> _subscriptions = subscriptions;
        private int _index = -1;

        public readonly TSubscriber Current => _subscriptions[_index].Subscriber;

        public bool MoveNext()
        {
            while (++_index < _subscriptions.Length)
                if (_subscriptions[_index].IsActive) return true;
            return false;
        }
    }
}
