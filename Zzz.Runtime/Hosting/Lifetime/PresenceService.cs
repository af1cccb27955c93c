using Microsoft.Extensions.Hosting;
using Zzz.Presence;

namespace Zzz.Hosting.Lifetime;

/// <summary>Is one of the nodes for as long as the host runs, and while its connections end.</summary>
internal sealed class PresenceService(PresenceCluster cluster) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cluster.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => cluster.StopAsync().WaitAsync(cancellationToken);
}
