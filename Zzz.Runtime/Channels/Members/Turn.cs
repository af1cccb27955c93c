namespace Zzz.Channels.Members;

/// <summary>
/// Lets one thing at a time run for a socket: the handler of a message, or what another thread asked for meanwhile. Who has to wait comes in
/// order.
/// </summary>
internal sealed class Turn
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private bool _isTaken;

    /// <summary>Completes when the caller may run; it has to call <see cref="Release"/> afterwards.</summary>
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
