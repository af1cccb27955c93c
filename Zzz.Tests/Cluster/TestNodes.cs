using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Zzz.Cluster;
using Zzz.Telemetry;

namespace Zzz.Tests.Cluster;

/// <summary>The door to other nodes, without an app around it.</summary>
internal static class TestNodes
{
    public static OtherNodes New(
        IBackplane? backplane = null, TimeProvider? time = null, TimeSpan? nodeTimeout = null, Meter? meter = null, ILogger<OtherNodes>? logger = null)
    {
        var options = new ZzzOptions();
        options.NodeTimeout = nodeTimeout ?? options.NodeTimeout;
        return new OtherNodes(
            backplane ?? new LocalBackplane(), Options.Create(options), time ?? TimeProvider.System,
            new ConnectionMetrics(meter ?? new Meter("Zzz")), logger ?? NullLogger<OtherNodes>.Instance);
    }
}
