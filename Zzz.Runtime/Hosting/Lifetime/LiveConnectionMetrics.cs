using System.Diagnostics.Metrics;
using Zzz.Connection;
using Zzz.Telemetry;

namespace Zzz.Hosting.Lifetime;

/// <summary>Metrics that are computed from all open connections when they are collected, so that they cost nothing otherwise.</summary>
internal sealed class LiveConnectionMetrics
{
    private readonly LiveConnections _connections;
    private readonly ConnectionMetrics _metrics;

    public LiveConnectionMetrics(LiveConnections connections, ConnectionMetrics metrics)
    {
        _connections = connections;
        _metrics = metrics;
        ConnectionMetrics.Published(() => metrics.Meter.CreateObservableUpDownCounter(
            "zzz.connections.active", () => SumByRoute(_ => 1), "{connection}", "Connections that are open."));
        ConnectionMetrics.Published(() => metrics.Meter.CreateObservableUpDownCounter(
            "zzz.buffered", () => SumByRoute(connection => connection.BufferedBytes), "By", "Bytes that are waiting to be sent."));
    }

    /// <summary>Returns a sum for every route. Routes without connections report 0, because collectors would otherwise keep their last value.</summary>
    private IEnumerable<Measurement<long>> SumByRoute(Func<ServerConnection, long> of)
    {
        Dictionary<string, long> sums = _metrics.Routes.ToDictionary(route => route, _ => 0L);
        foreach (ServerConnection connection in _connections.All)
            sums[connection.Route] = sums.GetValueOrDefault(connection.Route) + of(connection);
        return sums.Select(sum => new Measurement<long>(sum.Value, new KeyValuePair<string, object?>(RouteMetrics.RouteTag, sum.Key)));
    }
}
