using Microsoft.Extensions.Hosting;
using Zzz.Channels.Members;
using Zzz.Presence;
using Zzz.PubSub;

namespace Zzz.Hosting.Lifetime;

/// <summary>Exchanges messages with the other nodes while the host runs, until this node's connections have ended.</summary>
internal sealed class NodesService(Topics topics, ChannelHub channels, PresenceCluster presence) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        topics.OtherNodes.Start();
        channels.OtherNodes.Start();
        presence.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(presence.StopAsync(), channels.OtherNodes.StopAsync(), topics.OtherNodes.StopAsync()).WaitAsync(cancellationToken);
}
