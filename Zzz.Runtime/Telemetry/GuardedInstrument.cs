using System.Diagnostics.Metrics;

namespace Zzz.Telemetry;

/// <summary>
/// An instrument that is guarded so that exceptions of its listeners never reach the caller. Does nothing if a listener threw during publication.
/// </summary>
internal readonly struct GuardedInstrument<T>(Instrument<T>? instrument, GuardedInstrument<T>.Recording record)
    where T : struct
{
    public delegate void Recording(Instrument<T> instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    public bool Enabled => instrument?.Enabled == true;

    public void Add(T value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument is null) return;
        try
        {
            record(instrument, value, tags);
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(ConnectionMetrics.Observer, exception);
        }
    }
}
