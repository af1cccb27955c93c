namespace Zzz.Telemetry;

/// <summary>The app's clock, guarded so that it never throws. Whenever the app's clock throws, the system's clock and timers take its place.</summary>
internal sealed class GuardedTime : TimeProvider
{
    public const string Observer = "the TimeProvider";

    private readonly TimeProvider _time;
    private long _last;
    private long _lastOfSystem = System.GetTimestamp();

    private GuardedTime(TimeProvider time)
    {
        _time = time;
        TimestampFrequency = time.TimestampFrequency;
    }

    public override long TimestampFrequency { get; }

    /// <summary>Returns the guarded clock, or the system's clock if the app's clock throws when asked for its frequency.</summary>
    public static TimeProvider Of(TimeProvider time)
    {
        if (time == System || time is GuardedTime) return time;
        try
        {
            return new GuardedTime(time);
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
            return System;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        try
        {
            return _time.GetUtcNow();
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
            return System.GetUtcNow();
        }
    }

    public override long GetTimestamp()
    {
        try
        {
            long now = _time.GetTimestamp();
            Volatile.Write(ref _last, now);
            Volatile.Write(ref _lastOfSystem, System.GetTimestamp());
            return now;
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
            TimeSpan since = System.GetElapsedTime(Volatile.Read(ref _lastOfSystem));
            return Volatile.Read(ref _last) + (long)(since.TotalSeconds * TimestampFrequency);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        try
        {
            return new GuardedTimer(_time.CreateTimer(callback, state, dueTime, period), callback, state);
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
            return System.CreateTimer(callback, state, dueTime, period);
        }
    }
}
