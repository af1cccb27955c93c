namespace Zzz.Connection;

/// <summary>
/// The gates in which messages wait that were not sent by a handler as it was called, of all connections. They are flushed in the thread
/// pool as soon as it has a thread to spare: who publishes does not write to each connection, and what is sent meanwhile goes out in the
/// same write.
/// </summary>
internal sealed class FlushQueue : IThreadPoolWorkItem
{
    public static readonly FlushQueue Shared = new();

    private const int MaxAtOnce = 256;

    private SendGate? _last;

    private FlushQueue()
    {
    }

    /// <summary>Adds a gate that is not in the queue.</summary>
    public void Add(SendGate gate)
    {
        SendGate? last;
        do gate.NextToFlush = last = Volatile.Read(ref _last);
        while (Interlocked.CompareExchange(ref _last, gate, last) != last);

        // The first gate calls for a thread, which takes all that have come until it starts. Those after them call for another.
        if (last is null) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>
    /// Flushes a gate and those that follow it. A crowd is flushed in several goes, between which others get their turn in the thread pool.
    /// </summary>
    public static void FlushFrom(SendGate? gate)
    {
        for (int count = 0; gate is not null; count++)
        {
            if (count == MaxAtOnce)
            {
                ThreadPool.UnsafeQueueUserWorkItem(gate, preferLocal: false);
                return;
            }

            SendGate? next = gate.NextToFlush;
            gate.NextToFlush = null; // from now on it may be added again
            gate.FlushQueued();
            gate = next;
        }
    }

    void IThreadPoolWorkItem.Execute() => FlushFrom(Interlocked.Exchange(ref _last, null));
}
