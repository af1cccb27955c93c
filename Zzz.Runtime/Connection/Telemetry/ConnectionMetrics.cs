using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Zzz.Connection.Telemetry;

/// <summary>The instruments of the meter <c>Zzz</c>. Names and units are those of docs/operations.md; <see cref="RouteMetrics"/> uses them.</summary>
internal sealed class ConnectionMetrics(Meter meter)
{
    public const string MeterName = "Zzz";

    /// <summary>From a tenth of a millisecond on: most handlers take less than what OpenTelemetry's default buckets tell apart.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly ConcurrentDictionary<string, RouteMetrics> _routes = new();

    public Meter Meter => meter;

    public Counter<long> Opened { get; } = meter.CreateCounter<long>(
        "zzz.connections.opened", "{connection}", "Connections that were opened.");

    public Counter<long> Closed { get; } = meter.CreateCounter<long>(
        "zzz.connections.closed", "{connection}", "Connections that ended, by what OnClose was told.");

    public Counter<long> Refused { get; } = meter.CreateCounter<long>(
        "zzz.upgrades.refused", "{request}", "Requests that got no connection.");

    public Counter<long> Messages { get; } = meter.CreateCounter<long>(
        "zzz.messages", "{message}", "Messages that were received, or handed to the transport.");

    public Counter<long> Payload { get; } = meter.CreateCounter<long>(
        "zzz.payload", "By", "Payload of these messages, as handlers see it.");

    public Counter<long> CompressionOriginal { get; } = meter.CreateCounter<long>(
        "zzz.compression.original", "By", "Payload of the messages that were compressed, as handlers see it.");

    public Counter<long> CompressionWire { get; } = meter.CreateCounter<long>(
        "zzz.compression.wire", "By", "Frames of the messages that were compressed, as they passed the network.");

    public Counter<long> Dropped { get; } = meter.CreateCounter<long>(
        "zzz.messages.dropped", "{message}", "Messages that were not sent because the peer reads too slowly.");

    public Histogram<double> HandlerDuration { get; } = meter.CreateHistogram(
        "zzz.handler.duration", "s", "How long handlers took, until their task completed.", tags: null, Seconds);

    public Counter<long> HandlerFailures { get; } = meter.CreateCounter<long>(
        "zzz.handler.failures", "{failure}", "Handlers that threw.");

    public Histogram<double> PingDuration { get; } = meter.CreateHistogram(
        "zzz.ping.duration", "s", "From a keep-alive ping to its pong.", tags: null, Seconds);

    /// <summary>The routes that somebody asked for so far.</summary>
    public ICollection<string> Routes => _routes.Keys;

    public RouteMetrics For(string route) => _routes.GetOrAdd(route, static (route, metrics) => new RouteMetrics(metrics, route), this);
}
