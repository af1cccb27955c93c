using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Zzz.Tests.Peers;

/// <summary>Listens to the meter <c>Zzz</c> of one application, as an exporter does.</summary>
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

    /// <summary>What the application exports.</summary>
    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>The tags that came with measurements of an instrument, without their values.</summary>
    public string[] TagsOf(string instrument)
    {
        lock (_measurements)
            return [.. _measurements.Where(one => one.Name == instrument).SelectMany(one => one.Tags).Select(tag => tag.Split('=')[0]).Distinct().Order()];
    }

    /// <summary>Every measurement so far that carries the tags, each written <c>key=value</c>.</summary>
    public double[] Values(string instrument, params string[] tags)
    {
        lock (_measurements)
            return [.. _measurements.Where(one => one.Name == instrument && tags.All(one.Tags.Contains)).Select(one => one.Value)];
    }

    /// <summary>What an instrument that is read on demand says now, for the route.</summary>
    public double Observe(string instrument, params string[] tags)
    {
        _listener.RecordObservableInstruments();
        return Values(instrument, tags).Last();
    }

    /// <summary>Waits until so many measurements were made with these tags, and gives their sum.</summary>
    public async Task<double> SumOfAsync(int count, string instrument, params string[] tags)
    {
        await UntilAsync(() => Values(instrument, tags).Length >= count);
        return Values(instrument, tags).Sum();
    }

    /// <summary>Waits until the measurements with these tags sum up to <paramref name="sum"/>.</summary>
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
            Task changed = Volatile.Read(ref _changed).Task; // before the look: what changes after it ends the wait
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
