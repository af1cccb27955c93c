using System.Diagnostics.CodeAnalysis;

namespace Zzz.Telemetry;

/// <summary>A timer of the app's clock, guarded so that it never throws. If changing it fails, a system timer replaces it.</summary>
internal sealed class GuardedTimer(ITimer timer, TimerCallback callback, object? state) : ITimer
{
    private readonly Lock _lock = new();
    private ITimer? _substitute;
    private bool _isDisposed;

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The field keeps it.")]
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            if (_isDisposed) return false;
            if (_substitute is not null) return _substitute.Change(dueTime, period);
            try
            {
                return timer.Change(dueTime, period);
            }
            catch (Exception exception)
            {
                ObserverFailure.Report(GuardedTime.Observer, exception);
                DisposeOfTimer();
                _substitute = TimeProvider.System.CreateTimer(callback, state, dueTime, period);
                return true;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            if (_substitute is null) DisposeOfTimer();
            else _substitute.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void DisposeOfTimer()
    {
        try
        {
            timer.Dispose();
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(GuardedTime.Observer, exception);
        }
    }
}
