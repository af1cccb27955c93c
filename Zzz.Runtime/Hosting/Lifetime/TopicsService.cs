using Microsoft.Extensions.Hosting;
using Zzz.PubSub;

namespace Zzz.Hosting.Lifetime;

/// <summary>Receives what other nodes publish for as long as the host runs, and while its connections end.</summary>
internal sealed class TopicsService(Topics topics) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        topics.OtherNodes.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => topics.OtherNodes.StopAsync().WaitAsync(cancellationToken);
}
