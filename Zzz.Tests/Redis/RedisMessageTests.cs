using Xunit;

namespace Zzz.Tests.Redis;

/// <summary>Tests messages on topics and to nodes.</summary>
public sealed class RedisMessageTests(RedisServer server) : RedisTests(server)
{
    [Fact]
    public async Task A_message_reaches_all_nodes_that_are_subscribed_and_no_others()
    {
        await using RedisNode ada = await StartAsync();
        await using RedisNode bob = await StartAsync();
        await using RedisNode eve = await StartAsync();
        await ada.SubscribeAsync("room");
        await bob.SubscribeAsync("room");
        await eve.SubscribeAsync("other");

        Assert.Equal(2, await ada.PublishAsync("room", "hello"));
        Assert.Equal(1, await ada.PublishAsync("other", "bye"));

        Assert.Equal(("room", "hello", null), Fields(await ada.Host.NextAsync()));
        Assert.Equal(("room", "hello", null), Fields(await bob.Host.NextAsync()));
        Assert.Equal(("other", "bye", null), Fields(await eve.Host.NextAsync()));
    }

    [Fact]
    public async Task A_message_that_nobody_listens_to_reaches_no_node()
    {
        await using RedisNode node = await StartAsync();
        Assert.Equal(0, await node.PublishAsync("room", "hello"));
    }

    [Fact]
    public async Task Messages_arrive_in_the_order_of_the_calls()
    {
        const int Count = 20_000;
        await using RedisNode publisher = await StartAsync();
        await using RedisNode subscriber = await StartAsync();
        await subscriber.SubscribeAsync("room");

        var calls = new List<Task>();
        for (int i = 0; i < Count; i++) calls.Add(publisher.PublishAsync("room", $"{i}").AsTask());
        await Task.WhenAll(calls);

        ReceivedMessage[] messages = await subscriber.Host.NextAsync(Count);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"{i}"), messages.Select(message => message.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("}")]
    [InlineData("}}{")]
    [InlineData("{")]
    [InlineData("a}b")]
    [InlineData("\\")]
    [InlineData("\\}")]
    [InlineData("*")]
    [InlineData(">")]
    [InlineData("a b\n")]
    [InlineData("room:h")]
    [InlineData("Grüße 👋")]
    public async Task A_topic_may_be_any_string(string topic)
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync(topic);
        await node.SubscribeAsync("other");

        Assert.Equal(1, await node.PublishAsync(topic, "hello"));
        BackplaneAppended appended = await node.AppendAsync(topic, "kept");

        Assert.Equal((topic, "hello", null), Fields(await node.Host.NextAsync()));
        Assert.Equal((topic, "kept", appended.Last), Fields(await node.Host.NextAsync()));
        Assert.Equal("kept", Texts(await node.ReadAsync(topic, null, 10)));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(1000)]
    public async Task A_topic_may_be_long(int length)
    {
        await using RedisNode node = await StartAsync();
        string topic = new('x', length);
        await node.SubscribeAsync(topic);
        await node.SubscribeAsync(topic[1..]);

        Assert.Equal(1, await node.PublishAsync(topic, "hello"));
        Assert.Equal((topic, "hello", null), Fields(await node.Host.NextAsync()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(65_536)]
    [InlineData(1 << 20)]
    public async Task A_message_may_have_any_length_and_any_bytes(int length)
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        byte[] message = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 >> 3))];

        await node.Backplane.PublishAsync("room", message, CancellationToken.None);
        await node.AppendAsync("room", RedisNode.Append() with { Messages = [message, message], MaxBytes = 1 << 22 });

        Assert.All(await node.Host.NextAsync(3), received => Assert.Equal(message, received.Message));
        Assert.All((await node.ReadAsync("room", null, 10)).Messages!, kept => Assert.Equal(message, kept.ToArray()));
    }

    [Fact]
    public async Task No_message_arrives_after_the_subscription_has_ended()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        await node.SubscribeAsync("end");
        await node.UnsubscribeAsync("room");

        Assert.Equal(0, await node.PublishAsync("room", "hello"));
        await node.PublishAsync("end", "end");
        Assert.Equal("end", (await node.Host.NextAsync()).Topic);
    }

    [Fact]
    public async Task A_subscription_may_begin_and_end_again_and_again()
    {
        await using RedisNode node = await StartAsync();
        for (int i = 0; i < 200; i++)
        {
            await node.SubscribeAsync("room");
            Assert.Equal(1, await node.PublishAsync("room", $"{i}"));
            Assert.Equal($"{i}", (await node.Host.NextAsync()).Text);
            Task ended = node.UnsubscribeAsync("room").AsTask();
            if (i % 2 == 0) await ended;
        }
    }

    [Fact]
    public async Task A_second_subscription_does_not_double_messages()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        await node.SubscribeAsync("room");
        await node.PublishAsync("room", "one");
        await node.PublishAsync("room", "two");
        Assert.Equal(["one", "two"], (await node.Host.NextAsync(2)).Select(message => message.Text));
    }

    [Fact]
    public async Task The_end_of_a_subscription_that_never_began_does_nothing()
    {
        await using RedisNode node = await StartAsync();
        await node.UnsubscribeAsync("room");
    }

    [Fact]
    public async Task A_message_to_a_node_reaches_only_that_node_in_order()
    {
        await using RedisNode ada = await StartAsync();
        await using RedisNode bob = await StartAsync();
        for (byte i = 0; i < 100; i++) await ada.Backplane.SendAsync(bob.Host.Node, new[] { i }, CancellationToken.None);
        await bob.Backplane.SendAsync(ada.Host.Node, "end"u8.ToArray(), CancellationToken.None);

        for (byte i = 0; i < 100; i++) Assert.Equal([i], await bob.Host.NextNodeMessageAsync());
        Assert.Equal("end"u8.ToArray(), await ada.Host.NextNodeMessageAsync());
    }

    [Fact]
    public async Task A_message_to_a_node_that_is_gone_is_lost()
    {
        await using RedisNode node = await StartAsync();
        await node.Backplane.SendAsync("nobody", "hello"u8.ToArray(), CancellationToken.None);
    }

    [Fact]
    public async Task A_slow_topic_does_not_delay_others()
    {
        await using RedisNode node = await StartAsync();
        using var release = new ManualResetEventSlim();
        node.Host.OnReceived = topic =>
        {
            if (topic == "slow") release.Wait(TimeSpan.FromSeconds(30));
        };
        await node.SubscribeAsync("slow");
        await node.SubscribeAsync("fast");
        await node.PublishAsync("slow", "1");
        await node.PublishAsync("fast", "2");

        Assert.Equal("fast", (await node.Host.NextAsync()).Topic);
        release.Set();
        Assert.Equal("slow", (await node.Host.NextAsync()).Topic);
    }

    [Fact]
    public async Task Apps_with_different_prefixes_do_not_hear_each_other()
    {
        await using RedisNode node = await StartAsync();
        await using RedisNode stranger = await RedisNode.StartAsync(Server.Address, $"{Prefix}2");
        await stranger.SubscribeAsync("room");
        Assert.Equal(0, await node.PublishAsync("room", "hello"));
    }

    [Fact]
    public async Task A_message_in_an_unknown_format_is_logged_once()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        foreach (string foreign in new[] { "hello", "\u0001", "\u0001epoch 1 7\nshort", "" }) await Server.Database.PublishAsync(StackExchange.Redis.RedisChannel.Literal($"{Prefix}:{{room}}"), foreign);
        await node.PublishAsync("room", "mine");

        Assert.Equal("mine", (await node.Host.NextAsync()).Text);
        Assert.Single(node.Lines.All, line => line.StartsWith("Warning 104", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backplane_that_has_stopped_may_start_again()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        await node.Backplane.StopAsync(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => node.PublishAsync("room", "lost").AsTask());

        await node.Backplane.StartAsync(node.Host, CancellationToken.None);
        await node.PublishAsync("room", "lost"); // the server may still count the connection that has ended
        await node.SubscribeAsync("room");
        await node.PublishAsync("room", "hello");
        Assert.Equal("hello", (await node.Host.NextAsync()).Text);
    }

    private static (string, string, TopicPosition?) Fields(ReceivedMessage message) => (message.Topic, message.Text, message.Position);
}
