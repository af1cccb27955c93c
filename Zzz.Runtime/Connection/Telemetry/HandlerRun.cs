namespace Zzz.Connection.Telemetry;

/// <summary>One run of a handler, from its call until its task has completed, as those see it who measure.</summary>
internal readonly struct HandlerRun(ConnectionTelemetry telemetry, Handler handler, long began)
{
    /// <summary>The handler's task has completed; <paramref name="failure"/> is what it threw, unless that is no matter.</summary>
    public void End(Exception? failure = null)
    {
        if (began != 0) telemetry.Metrics.Handled(handler, telemetry.Since(began));
        if (failure is not null) telemetry.Metrics.Failed(handler, failure);
    }
}
