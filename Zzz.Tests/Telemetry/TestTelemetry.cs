using System.Diagnostics.Metrics;
using Zzz.Telemetry;

namespace Zzz.Tests.Telemetry;

/// <summary>Telemetry for a connection whose telemetry no test reads.</summary>
internal static class TestTelemetry
{
    public static ConnectionTelemetry New(TimeProvider time, TrafficLog? log = null) => new(new ConnectionMetrics(new Meter("Zzz")).For("/scripted"), time, log);
}
