using Microsoft.Extensions.Hosting;
using Zzz.Cluster;
using Zzz.Presence;

namespace Zzz.Hosting.Lifetime;

/// <summary>Exchanges messages with the other nodes while the host runs, until this node's connections have ended.</summary>
internal sealed class NodesService(OtherNodes nodes, PresenceCluster presence) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await nodes.StartAsync(cancellationToken);
        presence.Start();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        presence.Stop();
        await nodes.StopAsync(cancellationToken);
    }
}
