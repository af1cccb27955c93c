using System.Threading.Tasks.Sources;

namespace Zzz.Connection;

/// <summary>
/// Lets the receive loop, and no one else, wait for the send gate to drain, without allocating. The loop goes on in the thread pool: the
/// thread that drained the gate may be one that sends or closes, and must not have to run handlers.
/// </summary>
/// <remarks>It is its own lock, as each connection has one of it.</remarks>
internal sealed class DrainSignal : IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _threshold;
    private bool _waiting;

    /// <summary>Completes when the backlog of <paramref name="gate"/> is no more than <paramref name="atMost"/> bytes.</summary>
    public ValueTask WaitAsync(SendGate gate, int atMost)
    {
        lock (this)
        {
            _core.Reset();
            _threshold = atMost;
            _waiting = true;
        }

        // A write that ended before the wait began did not see it.
        Set(gate.Backlog);
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
