using System.Diagnostics;
using Zzz.Dispatch;

namespace Zzz.Telemetry;

/// <summary>One run of a handler, from its call until its task has completed, as those see it who measure or trace.</summary>
internal readonly struct HandlerRun(ConnectionTelemetry telemetry, Handler handler, long began, Activity? activity = null)
{
    /// <summary>The handler has returned; its task may go on.</summary>
    public void Leave()
    {
        if (activity is not null) telemetry.Tracing.Leave();
    }

    /// <summary>The handler's task has completed; <paramref name="failure"/> is what it threw, unless that is no matter.</summary>
    public void End(Exception? failure = null)
    {
        if (began != 0) telemetry.Metrics.Handled(handler, telemetry.Since(began));
        if (failure is not null) telemetry.Metrics.Failed(handler, failure);
        if (activity is not null) telemetry.Tracing.End(activity, failure);
    }
}
