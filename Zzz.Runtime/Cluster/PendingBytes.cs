namespace Zzz.Cluster;

/// <summary>The size of the messages that wait for the broker, which is limited.</summary>
/// <param name="limit">The greatest size, in bytes.</param>
internal sealed class PendingBytes(int limit)
{
    private readonly Lock _lock = new();
    private long _size;
    private TaskCompletionSource? _empty;

    public long Size
    {
        get
        {
            lock (_lock) return _size;
        }
    }

    /// <summary>The reason why a message was not added.</summary>
    public InvalidOperationException Full => new($"More than {limit} bytes are waiting for the broker.");

    /// <summary>Adds a message, unless it exceeds the limit and is not urgent.</summary>
    public bool TryAdd(int size, bool isUrgent = false)
    {
        lock (_lock)
        {
            if (_size + size > limit && !isUrgent) return false;
            _size += size;
            return true;
        }
    }

    public void Remove(int size)
    {
        lock (_lock)
        {
            _size -= size;
            if (_size > 0) return;
            _empty?.SetResult();
            _empty = null;
        }
    }

    /// <summary>Returns a task that completes when no message is waiting.</summary>
    public Task EmptyAsync()
    {
        lock (_lock)
        {
            if (_size == 0) return Task.CompletedTask;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }
}
