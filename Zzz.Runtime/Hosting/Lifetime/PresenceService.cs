using Microsoft.Extensions.Hosting;
using Zzz.Presence;

namespace Zzz.Hosting.Lifetime;

/// <summary>Takes part in presence as a node while the host runs, and until its connections have ended.</summary>
internal sealed class PresenceService(PresenceCluster cluster) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cluster.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => cluster.StopAsync().WaitAsync(cancellationToken);
}
