using System.Threading.Tasks.Sources;

namespace Zzz.Connection.Sending;

/// <summary>
/// Lets the receive loop, and no one else, wait until the backlog of its send gate has shrunk, without allocating. The loop continues in the
/// thread pool: the thread that wrote the backlog may be one that sends or closes, and must not run handlers.
/// </summary>
/// <remarks>The signal locks itself, because each connection has at most one.</remarks>
internal sealed class ReliefSignal : IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _threshold;
    private bool _waiting;

    /// <summary>
    /// Completes when <see cref="Set"/> reports a backlog of no more than <paramref name="atMost"/> bytes. The caller then reports the backlog
    /// once, because a write that ended before the wait began did not see it.
    /// </summary>
    public ValueTask WaitAsync(int atMost)
    {
        lock (this)
        {
            _core.Reset();
            _threshold = atMost;
            _waiting = true;
        }

        return new ValueTask(this, _core.Version);
    }

    public void Set(int backlog)
    {
        lock (this)
        {
            if (!_waiting || backlog > _threshold) return;
            _waiting = false;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _core.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
