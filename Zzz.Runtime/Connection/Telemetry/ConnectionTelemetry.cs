namespace Zzz.Connection.Telemetry;

/// <summary>What one connection tells those who watch the application.</summary>
internal sealed class ConnectionTelemetry(RouteMetrics metrics, TimeProvider time)
{
    public RouteMetrics Metrics => metrics;

    /// <summary>A handler is about to be called.</summary>
    public HandlerRun Begin(Handler handler) => new(this, handler, metrics.TimesHandlers ? time.GetTimestamp() : 0);

    public TimeSpan Since(long timestamp) => time.GetElapsedTime(timestamp);
}
