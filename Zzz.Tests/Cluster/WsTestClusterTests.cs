using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Zzz.Tests.Cluster;

/// <summary>Tests the life of the nodes in a cluster under test.</summary>
public sealed class WsTestClusterTests
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_node_has_a_backplane_of_its_own_in_place_of_that_of_the_app()
    {
        var backplane = new WsTestBackplane();
        await using WsTestCluster cluster = await StartAsync(2, backplane);
        Assert.Equal((2, backplane), (cluster.Count, cluster.Backplane));
        IBackplane one = NodeOf(cluster[0]), two = NodeOf(cluster[1]);
        Assert.NotSame(one, two);
        backplane.Heal(one);
        backplane.Heal(two);
    }

    [Fact]
    public async Task A_node_that_is_cut_off_is_healed()
    {
        await using WsTestCluster cluster = await StartAsync(2);
        IBackplane one = NodeOf(cluster[0]);
        cluster.Cut(0);
        var host = new TestHost("late");
        IBackplane late = cluster.Backplane.NewNode();
        await late.StartAsync(host, Ended);
        await late.SubscribeAsync("a", Ended);
        await Assert.ThrowsAnyAsync<Exception>(async () => await one.PublishAsync("a", new byte[] { 1 }, Ended));
        cluster.Heal(0);
        Assert.Empty(host.Told);
    }

    [Fact]
    public async Task A_node_that_was_stopped_or_killed_is_started_again()
    {
        await using WsTestCluster cluster = await StartAsync(2);
        IBackplane before = NodeOf(cluster[0]);
        await cluster.KillAsync(0);
        await cluster.KillAsync(0);
        await cluster.StopAsync(1);
        await cluster.StopAsync(1);
        Assert.Contains("StartAsync(0)", Assert.Throws<InvalidOperationException>(() => cluster[0]).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => cluster[1]);

        await cluster.StartAsync(0);
        Assert.NotSame(before, NodeOf(cluster[0]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.StartAsync(0));
    }

    [Fact]
    public async Task A_client_of_a_killed_node_loses_its_connection_without_a_close()
    {
        await using WsTestCluster cluster = await StartAsync(2);
        await using ChannelTestClient client = await cluster[0].ConnectChannelsAsync("/kit");
        await cluster.KillAsync(0);
        await Assert.ThrowsAnyAsync<Exception>(() => client.Connection.ExpectCloseAsync());
        await using ChannelTestClient other = await cluster[1].ConnectChannelsAsync("/kit");
    }

    [Fact]
    public async Task A_cluster_has_a_node() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => StartAsync(0));

    private static Task<WsTestCluster> StartAsync(int nodes, WsTestBackplane? backplane = null) => WsTestCluster.StartAsync(
        nodes,
        builder =>
        {
            builder.Services.AddZzz();
            builder.Services.AddSingleton(new WsTestBackplane().NewNode());
        },
        app => app.MapZzz(),
        backplane);

    private static IBackplane NodeOf(WsTestApp app) => Assert.Single(app.Services.GetServices<IBackplane>());
}
