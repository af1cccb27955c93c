using Microsoft.Extensions.Hosting;
using Zzz.Channels.Members;

namespace Zzz.Hosting.Lifetime;

/// <summary>Receives what other nodes broadcast for as long as the host runs, and while its connections end.</summary>
internal sealed class ChannelsService(ChannelHub hub) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        hub.OtherNodes.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => hub.OtherNodes.StopAsync().WaitAsync(cancellationToken);
}
