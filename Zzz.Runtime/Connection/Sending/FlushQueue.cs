namespace Zzz.Connection.Sending;

/// <summary>
/// The write loops, of all connections, whose frames were sent outside a batch. The thread pool flushes them as soon as it has a free thread. A
/// publisher therefore does not write to each connection itself, and frames that are sent meanwhile leave in the same write.
/// </summary>
internal sealed class FlushQueue : IThreadPoolWorkItem
{
    public static readonly FlushQueue Shared = new();

    private const int MaxAtOnce = 256;

    private FlushEntry? _last;

    private FlushQueue()
    {
    }

    /// <summary>Adds an entry that is not yet in the queue.</summary>
    public void Add(FlushEntry entry)
    {
        FlushEntry? last;
        do entry.Next = last = Volatile.Read(ref _last);
        while (Interlocked.CompareExchange(ref _last, entry, last) != last);

        // The first entry requests a thread, which takes all entries that are in the queue when it starts. The next entry after that requests another thread.
        if (last is null) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>
    /// Flushes an entry and those that follow it. A long queue is flushed in portions, so that the thread pool can run other work in between.
    /// </summary>
    public static void FlushFrom(FlushEntry? entry)
    {
        for (int count = 0; entry is not null; count++)
        {
            if (count == MaxAtOnce)
            {
                ThreadPool.UnsafeQueueUserWorkItem(entry, preferLocal: false);
                return;
            }

            FlushEntry? next = entry.Next;
            entry.Next = null; // from now on, the entry may be added again
            entry.FlushQueued();
            entry = next;
        }
    }

    void IThreadPoolWorkItem.Execute() => FlushFrom(Interlocked.Exchange(ref _last, null));
}
