namespace Zzz.Testing.Cluster;

/// <summary>Passes the messages of one topic, or those to one node, to the host: one at a time, in order, on the thread pool.</summary>
internal sealed class Inbox
{
    private const byte Garbage = 0xDB;

    private readonly Lock _lock = new();
    private readonly Action<ReadOnlyMemory<byte>, TopicPosition?> _receive;
    private readonly Action<Exception> _failed;
    private int _generation;
    private Task _last = Task.CompletedTask;

    public Inbox(Action<ReadOnlyMemory<byte>, TopicPosition?> receive, Action<Exception> failed)
    {
        _receive = receive;
        _failed = failed;
    }

    /// <summary>Completes when the messages that have been added so far are delivered.</summary>
    public Task Delivered
    {
        get
        {
            lock (_lock) return _last;
        }
    }

    public void Add(byte[] message, TopicPosition? position)
    {
        lock (_lock)
        {
            int generation = _generation;
            _last = _last.ContinueWith(
                _ => Deliver(message, position, generation),
                CancellationToken.None,
                TaskContinuationOptions.PreferFairness, // a publisher that never yields its thread would hold back what is queued there
                TaskScheduler.Default);
        }
    }

    /// <summary>Drops the messages that wait. The task completes when the host is no longer called.</summary>
    public Task ClearAsync()
    {
        lock (_lock)
        {
            _generation++;
            return _last;
        }
    }

    private void Deliver(byte[] message, TopicPosition? position, int generation)
    {
        if (Volatile.Read(ref _generation) != generation) return;
        byte[] copy = [.. message];
        try
        {
            _receive(copy, position);
        }
        catch (Exception e)
        {
            _failed(e);
        }

        Array.Fill(copy, Garbage);
    }
}
