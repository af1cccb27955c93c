using System.Diagnostics.Metrics;
using Zzz.Telemetry;

namespace Zzz.Tests.Telemetry;

/// <summary>Telemetry of a connection that nobody watches.</summary>
internal static class TestTelemetry
{
    public static ConnectionTelemetry New(TimeProvider time, TrafficLog? log = null) => new(new ConnectionMetrics(new Meter("Zzz")).For("/scripted"), time, log);
}
