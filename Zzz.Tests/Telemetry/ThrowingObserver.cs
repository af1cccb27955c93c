using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Zzz.Tests.Telemetry;

/// <summary>A logger, a listener for meters or activities, or a clock, which throws at one call of its kind, or at every call. Counts the calls.</summary>
internal sealed class ThrowingObserver : TimeProvider, ILoggerProvider, ILogger
{
    private int _calls;
    private int _throwsAt;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Starts counting again.</summary>
    /// <param name="throwsAt">The number of the call that throws, from 1; 0 for none, and -1 for all.</param>
    public void Restart(int throwsAt)
    {
        Volatile.Write(ref _throwsAt, 0);
        Volatile.Write(ref _calls, 0);
        Volatile.Write(ref _throwsAt, throwsAt);
    }

    /// <summary>
    /// Runs a scenario without a throw, then once for each call, which throws, until there are no more calls, and then with all of them throwing.
    /// </summary>
    /// <returns>The number of calls that the scenario makes without a throw.</returns>
    public async Task<int> PlayAsync(Func<Task> play, int most = 150)
    {
        Restart(throwsAt: 0);
        await play();
        int calls = Calls, call = 0;
        do
        {
            Restart(++call);
            await play();
        }
        while (Calls >= call && call < most);
        Restart(throwsAt: -1);
        await play();
        Restart(throwsAt: 0);
        return calls;
    }

    /// <summary>Makes this the observer of an app that is being built, or of its process.</summary>
    public IDisposable? AddTo(WebApplicationBuilder builder, string kind)
    {
        if (kind == "logger") builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this);
        if (kind == "clock") builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(this));
        return kind switch
        {
            "meter" => ListenToMeters(),
            "activities" => ListenToActivities(),
            _ => null,
        };
    }

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Zzz", StringComparison.Ordinal) ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Observe();
        return null;
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        Observe();
        return true;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Observe();

    public override long GetTimestamp()
    {
        Observe();
        return base.GetTimestamp();
    }

    public override DateTimeOffset GetUtcNow()
    {
        Observe();
        return base.GetUtcNow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Observe();
        return new Timer(this, base.CreateTimer(callback, state, dueTime, period));
    }

    public void Dispose()
    {
    }

    /// <summary>Counts a call, which throws if its turn has come.</summary>
    public void Observe()
    {
        int call = Interlocked.Increment(ref _calls), throwsAt = Volatile.Read(ref _throwsAt);
        if (throwsAt == call || throwsAt < 0) throw new InvalidOperationException("An observer throws on purpose.");
    }

    private MeterListener ListenToMeters()
    {
        bool listens = false; // what other tests have published does not count as a call by the app
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != "Zzz") return;
                listener.EnableMeasurementEvents(instrument);
                if (listens) Observe();
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Observe());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Observe());
        listener.Start();
        listens = true;
        return listener;
    }

    private ActivityListener ListenToActivities()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Zzz",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            {
                Observe();
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStarted = _ => Observe(),
            ActivityStopped = _ => Observe(),
            ExceptionRecorder = (Activity _, Exception _, ref TagList _) => Observe(),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Timer(ThrowingObserver observer, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            observer.Observe();
            return timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            timer.Dispose();
            observer.Observe();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
