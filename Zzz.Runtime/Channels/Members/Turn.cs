namespace Zzz.Channels.Members;

/// <summary>
/// A fair asynchronous mutex: each connection runs one handler at a time, first come, first served. Requests from other threads, such as a
/// close, take a turn too.
/// </summary>
internal sealed class Turn
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private bool _isTaken;

    /// <summary>Returns a task that completes when it is the caller's turn. The caller must then call <see cref="Release"/>.</summary>
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

    /// <summary>Gives the turn up until a task has completed. The task must not fail.</summary>
    public async Task YieldToAsync(Task task)
    {
        Release();
        await task;
        await TakeAsync();
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
