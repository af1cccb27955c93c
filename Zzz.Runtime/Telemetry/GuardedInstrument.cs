using System.Diagnostics.Metrics;

namespace Zzz.Telemetry;

/// <summary>An instrument whose listeners never throw at who measures.</summary>
internal readonly struct GuardedInstrument<T>(Instrument<T> instrument, GuardedInstrument<T>.Recording record)
    where T : struct
{
    private const string Observer = "a MeterListener";

    public delegate void Recording(Instrument<T> instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    public bool Enabled => instrument.Enabled;

    public void Add(T value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            record(instrument, value, tags);
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
        }
    }
}
