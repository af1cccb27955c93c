using System.Diagnostics;
using Xunit;

namespace Zzz.Tests.Redis;

/// <summary>Tests connections that are lost, and servers that are.</summary>
public sealed class RedisOutageTests(RedisServer server) : RedisTests(server)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task All_subscriptions_stand_when_the_host_is_notified_that_they_are_restored()
    {
        const int Count = 2000;
        await using RedisNode node = await StartAsync();
        await using RedisNode publisher = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => node.SubscribeAsync($"{i}").AsTask()));

        await Server.KillAsync("pubsub");
        await Task.WhenAll(node.Host.OutageAsync(), publisher.Host.OutageAsync());

        for (int i = Count - 1; i >= 0; i--) Assert.Equal(1, await publisher.PublishAsync($"{i}", "hello"));
        Assert.Equal(Count, (await node.Host.NextAsync(Count)).Select(message => message.Topic).Distinct().Count());
        Assert.Single(node.Lines.All, line => line.StartsWith("Warning 101: ", StringComparison.Ordinal));
        Assert.Single(node.Lines.All, line => line.StartsWith("Information 102: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_are_sent_again_after_the_connection_for_commands_was_lost()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        await Server.KillAsync("normal");
        await node.Host.OutageAsync();

        Assert.Equal(1, await node.PublishAsync("room", "hello"));
        Assert.Equal(1, (await node.AppendAsync("room", "kept")).Nodes);
        Assert.Equal(["hello", "kept"], (await node.Host.NextAsync(2)).Select(message => message.Text));
    }

    [Fact]
    public async Task An_outage_is_told_once_and_so_is_its_end()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        for (int i = 0; i < 5; i++)
        {
            await Server.KillAsync("pubsub");
            Assert.Equal("interrupted", await node.Host.NextStateAsync());
            Assert.Equal("restored", await node.Host.NextStateAsync());
        }
    }

    [Fact]
    public async Task A_topic_that_has_ended_during_an_outage_does_not_come_back()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        await node.SubscribeAsync("end");
        Task outage = node.Host.OutageAsync();
        await Server.KillAsync("pubsub");
        await node.UnsubscribeAsync("room");
        await outage;
        var waited = Stopwatch.StartNew();
        while (await node.PublishAsync("room", "hello") != 0) // the server may still count the connection that has ended
            Assert.True(waited.Elapsed < Limit, "The topic is subscribed again.");
        Assert.Equal(1, await node.PublishAsync("end", "end"));
    }

    [Fact]
    public async Task A_server_that_was_restarted_is_used_again()
    {
        int port = LocalGarnet.FreePort();
        LocalGarnet garnet = LocalGarnet.StartAt(port);
        await using RedisNode node = await RedisNode.StartAsync($"127.0.0.1:{port}", Prefix);
        await node.SubscribeAsync("room");
        TopicPosition top = (await node.AppendAsync("room", "one")).Last;
        garnet.Dispose();
        Assert.Equal("interrupted", await node.Host.NextStateAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => node.PublishAsync("room", "lost").AsTask());
        await Assert.ThrowsAnyAsync<Exception>(() => node.AppendAsync("room", "lost").AsTask());
        await Assert.ThrowsAnyAsync<Exception>(() => node.SubscribeAsync("other").AsTask());

        using LocalGarnet next = LocalGarnet.StartAt(port);
        Assert.Equal("restored", await node.Host.NextStateAsync());
        Assert.Equal(0, await node.PublishAsync("other", "nobody"));
        BackplaneAppended appended = await node.AppendAsync("room", RedisNode.Append("two") with { Known = top });
        Assert.NotEqual(top.Epoch, appended.Last.Epoch);
        Assert.Equal((1, 1), (appended.Last.Offset, appended.Nodes));
        Assert.Equal(["one", "two"], (await node.Host.NextAsync(2)).Select(message => message.Text));
    }

    [Fact]
    public async Task An_app_starts_without_its_server_and_connects_when_it_is_there()
    {
        int port = LocalGarnet.FreePort();
        await using RedisNode node = await RedisNode.StartAsync($"127.0.0.1:{port},connectTimeout=500", Prefix);
        Assert.Equal("interrupted", await node.Host.NextStateAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => node.SubscribeAsync("room").AsTask());
        await Assert.ThrowsAnyAsync<Exception>(() => node.PublishAsync("room", "lost").AsTask());
        await Assert.ThrowsAnyAsync<Exception>(() => node.ReadAsync("room", null, 1).AsTask());
        await node.UnsubscribeAsync("room");

        using LocalGarnet garnet = LocalGarnet.StartAt(port);
        Assert.Equal("restored", await node.Host.NextStateAsync());
        await node.SubscribeAsync("room");
        Assert.Equal(1, await node.PublishAsync("room", "hello"));
        Assert.Equal("hello", (await node.Host.NextAsync()).Text);
        Assert.Single(node.Lines.All, line => line.StartsWith($"Warning 105: Redis at 127.0.0.1:{port} cannot be reached: ", StringComparison.Ordinal));
        Assert.Single(node.Lines.All, line => line.StartsWith("Information 102: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_refuses_scripts_is_reported_once_and_used_when_it_permits_them()
    {
        int port = LocalGarnet.FreePort();
        LocalGarnet garnet = LocalGarnet.StartAt(port);
        await using RedisNode node = await RedisNode.StartAsync($"127.0.0.1:{port}", Prefix);
        garnet.Dispose();
        Assert.Equal("interrupted", await node.Host.NextStateAsync());

        using (LocalGarnet.StartBare(port)) await UntilAsync(() => Refusals() > 0);
        using LocalGarnet last = LocalGarnet.StartAt(port);
        Assert.Equal("restored", await node.Host.NextStateAsync());
        Assert.Equal(1, Refusals());
        Assert.Equal(1, (await node.AppendAsync("room", "hello")).Last.Offset);

        int Refusals() => node.Lines.All.Count(line =>
            line.StartsWith("Error 103: ", StringComparison.Ordinal) && line.Contains("RedisBackplaneOptions.History", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_servers_divide_the_topics_and_are_interrupted_as_one()
    {
        int port = LocalGarnet.FreePort();
        using LocalGarnet first = LocalGarnet.Start();
        LocalGarnet second = LocalGarnet.StartAt(port);
        await using RedisNode node = await RedisNode.StartAsync(services => services.AddZzzRedis([first.Address, second.Address]));
        await using RedisNode other = await RedisNode.StartAsync(services => services.AddZzzRedis([first.Address, second.Address]));
        string[] topics = [.. Enumerable.Range(0, 50).Select(i => $"{i}")];
        foreach (string topic in topics) await node.SubscribeAsync(topic);
        foreach (string topic in topics) Assert.Equal(1, (await other.AppendAsync(topic, "hello")).Nodes);
        await other.Backplane.SendAsync(node.Host.Node, new byte[1], CancellationToken.None);
        await node.Host.NextNodeMessageAsync();

        second.Dispose();
        Assert.Equal("interrupted", await node.Host.NextStateAsync());
        int reached = 0;
        foreach (string topic in topics)
        {
            try
            {
                await other.PublishAsync(topic, "hello");
                reached++;
            }
            catch (Exception exception) when (exception is not InvalidOperationException)
            {
                // on the server that is gone
            }
        }

        Assert.InRange(reached, 10, 40);
        using LocalGarnet third = LocalGarnet.StartAt(port);
        Assert.Equal("restored", await node.Host.NextStateAsync());
        foreach (string topic in topics) Assert.Equal(1, await node.PublishAsync(topic, "hello"));
    }

    [Fact]
    public async Task A_backplane_stops_while_messages_are_published()
    {
        RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        Task[] calls = [.. Enumerable.Range(0, 5000).Select(i => node.PublishAsync("room", $"{i}").AsTask())];
        await node.Backplane.StopAsync(CancellationToken.None).AsTask().WaitAsync(Limit, TestContext.Current.CancellationToken);
        int received = node.Host.Waiting;
        await UntilAsync(() => Array.TrueForAll(calls, call => call.IsCompleted));
        Assert.Equal(received, node.Host.Waiting);
        await node.DisposeAsync();
    }

    [Fact]
    public async Task A_start_may_be_cancelled()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await using var node = new RedisNode(services => services.AddZzzRedis($"{silent.LocalEndpoint}"));
        using var cancelling = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => node.Backplane.StartAsync(node.Host, cancelling.Token).AsTask());
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var guard = new CancellationTokenSource(Limit);
        while (!condition()) await Task.Delay(20, guard.Token);
    }
}
