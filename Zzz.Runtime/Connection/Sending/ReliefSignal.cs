using System.Threading.Tasks.Sources;

namespace Zzz.Connection.Sending;

/// <summary>
/// Lets the receive loop, and only that loop, wait without allocating until the backlog of its send gate has shrunk. The loop continues on the thread
/// pool: the thread that wrote the backlog may be one that sends or closes, and must not run handlers.
/// </summary>
/// <remarks>Each instance is its own lock, which saves memory, because each connection has at most one.</remarks>
internal sealed class ReliefSignal : IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _threshold;
    private bool _waiting;

    /// <summary>
    /// Completes when <see cref="Set"/> reports a backlog of at most <paramref name="atMost"/> bytes. The caller must report the backlog once after
    /// this call, because a write that ended before the call did not see the wait.
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
