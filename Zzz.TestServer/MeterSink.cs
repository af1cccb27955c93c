using System.Diagnostics.Metrics;

namespace Zzz.TestServer;

/// <summary>Listens to everything that Zzz measures, as an exporter does, and keeps nothing.</summary>
public static class MeterSink
{
    private static double _sum;

    /// <summary>Starts listening, for as long as the process lives.</summary>
    public static void Open()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Zzz") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => _sum += value);
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => _sum += value);
        listener.Start();
    }

    /// <summary>The sum of all measurements so far.</summary>
    public static double Sum => _sum;
}
