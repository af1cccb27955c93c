using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Zzz.Telemetry;

/// <summary>The instruments of the meter <c>Zzz</c>, with the names and units that docs/operations.md lists. <see cref="RouteMetrics"/> uses them.</summary>
internal sealed class ConnectionMetrics(Meter meter)
{
    public const string MeterName = "Zzz";

    public const string Observer = "a MeterListener";

    /// <summary>
    /// Histogram buckets that start at a tenth of a millisecond, because most handlers are too fast for OpenTelemetry's default buckets to
    /// distinguish.
    /// </summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly ConcurrentDictionary<string, RouteMetrics> _routes = new();

    public Meter Meter => meter;

    public GuardedInstrument<long> Opened { get; } = Counter(
        meter, "zzz.connections.opened", "{connection}", "Connections that were opened.");

    public GuardedInstrument<long> Closed { get; } = Counter(
        meter, "zzz.connections.closed", "{connection}", "Connections that ended, by the code that OnClose received.");

    public GuardedInstrument<long> Refused { get; } = Counter(
        meter, "zzz.upgrades.refused", "{request}", "Upgrade requests that were refused.");

    public GuardedInstrument<long> Messages { get; } = Counter(
        meter, "zzz.messages", "{message}", "Messages that were received, or handed to the transport.");

    public GuardedInstrument<long> Payload { get; } = Counter(
        meter, "zzz.payload", "By", "Payload of these messages, as handlers see it.");

    public GuardedInstrument<long> CompressionOriginal { get; } = Counter(
        meter, "zzz.compression.original", "By", "Payload of the messages that were compressed, as handlers see it.");

    public GuardedInstrument<long> CompressionWire { get; } = Counter(
        meter, "zzz.compression.wire", "By", "Frames of the messages that were compressed, as they cross the network.");

    public GuardedInstrument<long> Dropped { get; } = Counter(
        meter, "zzz.messages.dropped", "{message}", "Messages that were not sent because the peer reads too slowly.");

    public GuardedInstrument<long> Recoveries { get; } = Counter(
        meter, "zzz.recoveries", "{join}", "Joins of clients that asked for the messages that they had missed.");

    public GuardedInstrument<long> RecoveredMessages { get; } = Counter(
        meter, "zzz.recovered.messages", "{message}", "Missed messages that were sent again.");

    public GuardedInstrument<double> HandlerDuration { get; } = Histogram(
        meter, "zzz.handler.duration", "s", "How long handlers took, until their task completed.");

    public GuardedInstrument<long> HandlerFailures { get; } = Counter(
        meter, "zzz.handler.failures", "{failure}", "Handlers that threw an exception.");

    public GuardedInstrument<double> PingDuration { get; } = Histogram(
        meter, "zzz.ping.duration", "s", "Time from a keep-alive ping to its pong.");

    /// <summary>The routes that have been used so far.</summary>
    public ICollection<string> Routes => _routes.Keys;

    public RouteMetrics For(string route) => _routes.GetOrAdd(route, static (route, metrics) => new RouteMetrics(metrics, route), this);

    public static GuardedInstrument<long> Counter(Meter meter, string name, string unit, string description) => new(
        Published(() => meter.CreateCounter<long>(name, unit, description)), static (counter, value, tags) => ((Counter<long>)counter).Add(value, tags));

    public static GuardedInstrument<double> Histogram(Meter meter, string name, string unit, string description) => new(
        Published(() => meter.CreateHistogram(name, unit, description, tags: null, Seconds)),
        static (histogram, value, tags) => ((Histogram<double>)histogram).Record(value, tags));

    /// <summary>Creates an instrument and publishes it to the listeners, or returns <see langword="null"/> if one of them throws.</summary>
    public static T? Published<T>(Func<T> create)
        where T : Instrument
    {
        try
        {
            return create();
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
            return null;
        }
    }
}
