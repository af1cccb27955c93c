using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Zzz.Cluster;

namespace Zzz.Hosting.Lifetime;

/// <summary>
/// The health check <c>zzz.backplane</c>: degraded if no heartbeat of this node has come back from the broker for some time. It is never unhealthy,
/// because all nodes would then leave the load balancer at the same time, although each still serves its own clients.
/// </summary>
internal sealed class BackplaneHealthCheck(OtherNodes nodes, IOptions<ZzzOptions> options) : IHealthCheck
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _limit = Grace + (options.Value.NodeTimeout / NodeRegistry.BeatsPerTimeout);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(nodes.Exist ? Judge(nodes.State) : HealthCheckResult.Healthy("This app runs on a single node."));

    private HealthCheckResult Judge(BackplaneState state)
    {
        TimeSpan silence = state.SinceEcho;
        if (silence <= _limit) return HealthCheckResult.Healthy();
        string advice = state.IsInterrupted
            ? "The connection to the broker is lost. Check that the broker runs and that this node can reach it; the log names the cause."
            : "The connection to the broker is open, but messages do not come back. Check the load of the broker and of this node.";
        return HealthCheckResult.Degraded(FormattableString.Invariant(
            $"No heartbeat of this node has come back for {silence.TotalSeconds:0} seconds, so messages do not reach the other nodes. {advice}"));
    }
}
