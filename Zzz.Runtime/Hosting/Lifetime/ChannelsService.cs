using Microsoft.Extensions.Hosting;
using Zzz.Channels.Members;

namespace Zzz.Hosting.Lifetime;

/// <summary>Receives broadcasts of other nodes while the host runs, and until its connections have ended.</summary>
internal sealed class ChannelsService(ChannelHub hub) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        hub.OtherNodes.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => hub.OtherNodes.StopAsync().WaitAsync(cancellationToken);
}
