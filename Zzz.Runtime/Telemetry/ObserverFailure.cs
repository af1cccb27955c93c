namespace Zzz.Telemetry;

/// <summary>
/// Reports exceptions that the app's observers throw: loggers, listeners for metrics or activities, the clock. Writes to standard error, because the
/// log itself may fail, and at most once a minute, because an observer may fail for every message.
/// </summary>
internal static class ObserverFailure
{
    private const long Pause = 60_000;

    private static long _nextAt = long.MinValue;

    public static void Report(string observer, Exception exception)
    {
        long now = Environment.TickCount64, next = Volatile.Read(ref _nextAt);
        if (now < next || Interlocked.CompareExchange(ref _nextAt, now + Pause, next) != next) return;
        try
        {
            Console.Error.WriteLine($"Zzz: {observer} threw, and is ignored: {exception}");
        }
        catch (Exception)
        {
            // Standard error is closed, or the exception cannot be formatted, and there is nowhere else to report to.
        }
    }
}
