using System.Diagnostics;
using Zzz.Dispatch;

namespace Zzz.Telemetry;

/// <summary>Measures and traces one call of a handler, until the handler's task has completed.</summary>
internal readonly struct HandlerRun(ConnectionTelemetry telemetry, Handler handler, long began, Activity? activity = null)
{
    /// <summary>Called when the handler has returned, even if its task is still running.</summary>
    public void Leave()
    {
        if (activity is not null) telemetry.Tracing.Leave();
    }

    /// <summary>Called when the handler's task has completed. <paramref name="failure"/> is the task's exception, if it counts as a failure.</summary>
    public void End(Exception? failure = null)
    {
        if (began != 0) telemetry.Metrics.Handled(handler, telemetry.Since(began));
        if (failure is not null) telemetry.Metrics.Failed(handler, failure);
        if (activity is not null) telemetry.Tracing.End(activity, failure);
    }
}
