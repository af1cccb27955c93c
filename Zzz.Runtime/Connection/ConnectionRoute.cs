using Microsoft.Extensions.Logging;
using Zzz.Connection.Timing;
using Zzz.Json;
using Zzz.Telemetry;

namespace Zzz.Connection;

/// <summary>The options and services that the connections of one route share.</summary>
internal sealed class ConnectionRoute
{
    public required WsOptions Options { get; init; }

    public required WsJson Json { get; init; }

    public required ITopics Topics { get; init; }

    public required TimerWheel Wheel { get; init; }

    public required TimeProvider Time { get; init => field = GuardedTime.Of(value); }

    public required ILogger Logger { get; init => field = GuardedLogger.Of(value); }
}
