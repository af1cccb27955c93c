using Microsoft.Extensions.Hosting;
using Zzz.PubSub;

namespace Zzz.Hosting.Lifetime;

/// <summary>Receives messages that other nodes publish while the host runs, and until its connections have ended.</summary>
internal sealed class TopicsService(Topics topics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        topics.OtherNodes.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => topics.OtherNodes.StopAsync().WaitAsync(cancellationToken);
}
