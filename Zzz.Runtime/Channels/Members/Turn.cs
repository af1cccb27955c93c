namespace Zzz.Channels.Members;

/// <summary>
/// A fair async mutex: one handler at a time runs per connection, first come, first served. Requests of other threads, such as a close, take a
/// turn too.
/// </summary>
internal sealed class Turn
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private bool _isTaken;

    /// <summary>Completes when it is the caller's turn. The caller must then call <see cref="Release"/>.</summary>
    public Task TakeAsync()
    {
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return Task.CompletedTask;
            }

            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(next);
            return next.Task;
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out TaskCompletionSource? next)) next.SetResult();
            else _isTaken = false;
        }
    }
}
