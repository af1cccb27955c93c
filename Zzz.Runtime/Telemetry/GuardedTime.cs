namespace Zzz.Telemetry;

/// <summary>The application's clock, which never throws: while that one does, time goes on by the system's, and so do new timers.</summary>
internal sealed class GuardedTime : TimeProvider
{
    private const string Observer = "the TimeProvider";

    private readonly TimeProvider _time;
    private long _last;
    private long _lastOfSystem = System.GetTimestamp();

    private GuardedTime(TimeProvider time)
    {
        _time = time;
        TimestampFrequency = time.TimestampFrequency;
    }

    public override long TimestampFrequency { get; }

    public override TimeZoneInfo LocalTimeZone => _time.LocalTimeZone;

    public static TimeProvider Of(TimeProvider time) => time == System || time is GuardedTime ? time : new GuardedTime(time);

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

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
            return _time.CreateTimer(callback, state, dueTime, period);
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
            return System.CreateTimer(callback, state, dueTime, period);
        }
    }
}
