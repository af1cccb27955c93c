using System.Threading.Tasks.Sources;

namespace Zzz.Connection;

/// <summary>Lets the receive loop, and no one else, wait for the send gate to drain, without allocating.</summary>
internal sealed class DrainSignal : IValueTaskSource
{
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _threshold;
    private bool _waiting;

    /// <summary>Completes when <paramref name="gate"/> holds no more than <paramref name="atMost"/> bytes.</summary>
    public ValueTask WaitAsync(SendGate gate, int atMost)
    {
        lock (_lock)
        {
            _core.Reset();
            _threshold = atMost;
            _waiting = true;
        }

        // A write that ended before the wait began did not see it.
        Set(gate.BufferedBytes);
        return new ValueTask(this, _core.Version);
    }

    public void Set(int bufferedBytes)
    {
        lock (_lock)
        {
            if (!_waiting || bufferedBytes > _threshold) return;
            _waiting = false;
        }

        _core.SetResult(true);
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
