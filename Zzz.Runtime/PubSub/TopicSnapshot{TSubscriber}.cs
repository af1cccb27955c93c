using System.Buffers;

namespace Zzz.PubSub;

/// <summary>
/// Who was subscribed to a topic when a message was published. To be enumerated outside of any lock, and disposed of: that gives its memory
/// back. Who has unsubscribed meanwhile is left out.
/// </summary>
internal readonly ref struct TopicSnapshot<TSubscriber>(Subscription<TSubscriber>[]? rented, int count) : IDisposable
    where TSubscriber : class
{
    public bool IsEmpty => count == 0;

    public Enumerator GetEnumerator() => new(rented.AsSpan(0, count));

    public void Dispose()
    {
        if (rented is null) return;
        rented.AsSpan(0, count).Clear(); // or a pool would keep connections alive that have ended
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
