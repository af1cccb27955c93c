using StackExchange.Redis;
using Xunit;

namespace Zzz.Tests.Redis;

/// <summary>Tests a cluster, one of whose nodes has the address in ZZZ_REDIS_CLUSTER, with sharded channels.</summary>
[Collection(nameof(RedisCollection))]
public sealed class RedisClusterTests
{
    private const int Count = 60;

    private static readonly string? Address = Environment.GetEnvironmentVariable("ZZZ_REDIS_CLUSTER");
    private static readonly string[] Topics = [.. Enumerable.Range(0, Count).Select(i => $"room:{i}"), "", "}", "a}b"];

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Fact]
    public async Task Topics_on_all_nodes_of_the_cluster_carry_messages_and_logs()
    {
        await using RedisNode ada = await StartAsync();
        await using RedisNode bob = await StartAsync();
        foreach (string topic in Topics) await ada.SubscribeAsync(topic);
        foreach (string topic in Topics)
        {
            Assert.Equal(1, await bob.PublishAsync(topic, "hello"));
            BackplaneAppended appended = await bob.AppendAsync(topic, "one", "two");
            Assert.Equal((2, 1), (appended.Last.Offset, appended.Nodes));
            Assert.Equal(2, (await ada.ReadAsync(topic, null, 10)).Messages!.Count);
        }

        ReceivedMessage[] messages = await ada.Host.NextAsync(3 * Topics.Length);
        Assert.All(Topics, topic => Assert.Equal(["hello", "one", "two"], messages.Where(message => message.Topic == topic).Select(message => message.Text)));

        foreach (string topic in Topics) await ada.UnsubscribeAsync(topic);
        foreach (string topic in Topics) Assert.Equal(0, await bob.PublishAsync(topic, "hello"));
        await bob.Backplane.SendAsync(ada.Host.Node, new byte[1], CancellationToken.None);
        await ada.Host.NextNodeMessageAsync();
    }

    [Fact]
    public async Task All_subscriptions_stand_when_the_host_is_notified_that_they_are_restored()
    {
        await using RedisNode node = await StartAsync();
        await using RedisNode publisher = await StartAsync();
        foreach (string topic in Topics) await node.SubscribeAsync(topic);

        await OnEachNodeAsync("CLIENT", "KILL", "TYPE", "pubsub");
        await Task.WhenAll(node.Host.OutageAsync(), publisher.Host.OutageAsync());
        foreach (string topic in Topics) Assert.Equal(1, await publisher.PublishAsync(topic, "hello"));
        await node.Host.NextAsync(Topics.Length);
    }

    [Fact]
    public async Task Scripts_that_the_cluster_has_forgotten_are_loaded_again()
    {
        await using RedisNode node = await StartAsync();
        await OnEachNodeAsync("SCRIPT", "FLUSH");
        foreach (string topic in Topics) Assert.Equal(1, (await node.AppendAsync(topic, "hello")).Last.Offset);
    }

    private static async Task OnEachNodeAsync(params object[] command)
    {
        await using ConnectionMultiplexer admin = await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true");
        foreach (IServer server in admin.GetServers()) await server.ExecuteAsync((string)command[0], command[1..]);
    }

    private Task<RedisNode> StartAsync()
    {
        Assert.SkipWhen(Address is null, "Set ZZZ_REDIS_CLUSTER to the address of a node of a Redis cluster, such as 127.0.0.1:7000.");
        return RedisNode.StartAsync(Address, _prefix);
    }
}
