using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Zzz.TestServer;

/// <summary>A logger, a listener for meters and activities, and a clock, all of which throw at each call that Zzz makes.</summary>
public sealed class HostileObserver : TimeProvider, ILoggerProvider, ILogger
{
    private int _throws;

    /// <summary>How often the observer has thrown.</summary>
    public int Throws => Volatile.Read(ref _throws);

    /// <summary>Makes this the observer of an app.</summary>
    public void AddTo(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.Information).AddProvider(this);
        builder.Services.AddSingleton(this).Replace(ServiceDescriptor.Singleton<TimeProvider>(this));
        var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Zzz") listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => Throw());
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => Throw());
        meters.Start();
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Zzz",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => Throw(),
            ActivityStopped = _ => Throw(),
            ExceptionRecorder = (Activity _, Exception _, ref TagList _) => Throw(),
        });
    }

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Zzz", StringComparison.Ordinal) ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Throw();

    public override long GetTimestamp()
    {
        Throw();
        return 0;
    }

    public override DateTimeOffset GetUtcNow()
    {
        Throw();
        return default;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Throw();
        return base.CreateTimer(callback, state, dueTime, period);
    }

    public void Dispose()
    {
    }

    private void Throw()
    {
        Interlocked.Increment(ref _throws);
        throw new InvalidOperationException("on purpose");
    }
}
