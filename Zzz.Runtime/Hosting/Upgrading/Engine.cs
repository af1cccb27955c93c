using Microsoft.Extensions.Logging;
using Zzz.Connection;
using Zzz.Connection.Timing;
using Zzz.Hosting.Lifetime;
using Zzz.Json;
using Zzz.PubSub;
using Zzz.Telemetry;

namespace Zzz.Hosting.Upgrading;

/// <summary>The services that the endpoints of an app share.</summary>
internal sealed class Engine(
    TimerWheel wheel, Topics topics, TimeProvider time, LiveConnections connections, ConnectionMetrics metrics, ILoggerFactory loggers)
{
    public TimerWheel Wheel => wheel;

    public LiveConnections Connections => connections;

    public ConnectionMetrics Metrics => metrics;

    /// <summary>Returns the parts that the connections of one route share.</summary>
    public ConnectionRoute RouteOf(string name, WsOptions options, WsJson json) =>
        new() { Options = options, Json = json, Topics = topics, Wheel = wheel, Time = time, Logger = LoggerOf(name) };

    /// <summary>Returns the logger of one controller or socket.</summary>
    public ILogger LoggerOf(string name) => GuardedLogger.Of(loggers.CreateLogger($"Zzz.{name}"));

    /// <summary>Returns the traffic log, or <see langword="null"/> if the options do not ask for one.</summary>
    public TrafficLog? TrafficLogOf(WsOptions options) =>
        options.TrafficLogSize is { } size ? new TrafficLog(loggers.CreateLogger(TrafficLog.Category), size) : null;
}
