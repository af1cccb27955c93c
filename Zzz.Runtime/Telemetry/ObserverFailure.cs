namespace Zzz.Telemetry;

/// <summary>
/// Reports what an observer of the application throws: a logger, a listener of metrics or activities, a clock. It goes to standard error, as
/// the log may be what fails, and at most once a minute, as it may fail for each message.
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
            // Standard error is closed, or the exception cannot be written: nobody is left to be notified.
        }
    }
}
