namespace Zzz.Cluster.Logs;

/// <summary>
/// The messages that wait to be appended to one topic's log. What has gathered while one append is in flight is appended as one batch, so that the
/// messages of a node stay in order even if an append is retried.
/// </summary>
internal sealed class AppendQueue(string topic, LogLimits limits, TimeProvider time)
{
    private const int MaxBatchMessages = 128;
    private const int MaxBatchBytes = 256 * 1024;

    /// <summary>The greatest difference of age in a batch, because a batch is given up as a whole.</summary>
    private static readonly TimeSpan MaxSpread = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<PendingAppend> _waiting = [];
    private bool _isRunning;
    private bool _isOver;

    public string Topic => topic;

    public LogLimits Limits => limits;

    /// <summary>Adds a message, unless the queue is over.</summary>
    /// <param name="append">The message.</param>
    /// <param name="mustRun">Whether the caller must now take the batches.</param>
    public bool TryAdd(PendingAppend append, out bool mustRun)
    {
        lock (_lock)
        {
            mustRun = !_isOver && !_isRunning;
            if (_isOver) return false;
            _waiting.Enqueue(append);
            return _isRunning = true;
        }
    }

    /// <summary>Takes the messages for the next append. If there are none, the queue is over.</summary>
    public PendingAppend[] TakeBatch()
    {
        lock (_lock)
        {
            int count = 0, bytes = 0;
            long first = _waiting.Count > 0 ? _waiting.Peek().Since : 0;
            foreach (PendingAppend append in _waiting)
            {
                if (count == MaxBatchMessages || (count > 0 && bytes + append.Message.Length > MaxBatchBytes)) break;
                if (time.GetElapsedTime(first, append.Since) > MaxSpread) break;
                count++;
                bytes += append.Message.Length;
            }

            _isOver = count == 0;
            var batch = new PendingAppend[count];
            for (int i = 0; i < count; i++) batch[i] = _waiting.Dequeue();
            return batch;
        }
    }
}
