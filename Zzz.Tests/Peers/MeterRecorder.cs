using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Tests.Peers;

/// <summary>Listens to the meter <c>Zzz</c> of one app, as an exporter does.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<Instrument> _instruments = [];
    private readonly List<(string Name, double Value, string[] Tags)> _measurements = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MeterRecorder(TestApp app)
        : this(app.Services)
    {
    }

    public MeterRecorder(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != "Zzz" || instrument.Meter.Scope != factory) return;
            _instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The instruments that the app exports.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>Returns the tags that measurements of an instrument carried, without their values.</summary>
    public string[] TagsOf(string instrument)
    {
        lock (_measurements)
            return [.. _measurements.Where(one => one.Name == instrument).SelectMany(one => one.Tags).Select(tag => tag.Split('=')[0]).Distinct().Order()];
    }

    /// <summary>Returns every measurement so far that carries the tags, each written <c>key=value</c>.</summary>
    public double[] Values(string instrument, params string[] tags)
    {
        lock (_measurements)
            return [.. _measurements.Where(one => one.Name == instrument && tags.All(one.Tags.Contains)).Select(one => one.Value)];
    }

    /// <summary>Returns the current value of an instrument that is read on demand.</summary>
    public double Observe(string instrument, params string[] tags)
    {
        _listener.RecordObservableInstruments();
        return Values(instrument, tags).Last();
    }

    /// <summary>Waits until there are this many measurements with these tags, and returns their sum.</summary>
    public async Task<double> SumOfAsync(int count, string instrument, params string[] tags)
    {
        await UntilAsync(() => Values(instrument, tags).Length >= count);
        return Values(instrument, tags).Sum();
    }

    /// <summary>Waits until the sum of the measurements with these tags is <paramref name="sum"/>.</summary>
    public async Task ReachesAsync(double sum, string instrument, params string[] tags)
    {
        await UntilAsync(() => Values(instrument, tags).Sum() >= sum);
        Xunit.Assert.Equal(sum, Values(instrument, tags).Sum());
    }

    public void Dispose() => _listener.Dispose();

    private async Task UntilAsync(Func<bool> condition)
    {
        while (true)
        {
            Task changed = Volatile.Read(ref _changed).Task; // read before checking, so that any later change ends the wait
            if (condition()) return;
            await changed.Guarded();
        }
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string[] texts = new string[tags.Length];
        for (int i = 0; i < tags.Length; i++) texts[i] = $"{tags[i].Key}={tags[i].Value}";
        lock (_measurements)
        {
            _measurements.Add((instrument.Name, value, texts));
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }
}
