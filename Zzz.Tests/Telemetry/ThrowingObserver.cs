using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Zzz.Tests.Telemetry;

/// <summary>A logger, listener of meters and clock that throws at one call of its kind, or at each. It counts the calls.</summary>
internal sealed class ThrowingObserver : TimeProvider, ILoggerProvider, ILogger
{
    private int _calls;

    /// <summary>The call that throws, from 1; 0 for none, and -1 for each.</summary>
    public int ThrowsAt { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    public void Restart(int throwsAt)
    {
        ThrowsAt = 0;
        Volatile.Write(ref _calls, 0);
        ThrowsAt = throwsAt;
    }

    /// <summary>Listens to the meter of one application.</summary>
    public MeterListener Listen(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Zzz" && instrument.Meter.Scope == factory) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Observe());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Observe());
        listener.Start();
        return listener;
    }

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Zzz", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Observe();

    public override long GetTimestamp()
    {
        Observe();
        return base.GetTimestamp();
    }

    public void Dispose()
    {
    }

    private void Observe()
    {
        int call = Interlocked.Increment(ref _calls);
        if (ThrowsAt == call || ThrowsAt < 0) throw new InvalidOperationException("An observer throws on purpose.");
    }
}
