using Xunit;

namespace Zzz.Tests.Redis;

/// <summary>Tests the logs of topics.</summary>
public sealed class RedisLogTests(RedisServer server) : RedisTests(server)
{
    [Fact]
    public async Task Messages_of_several_nodes_have_consecutive_offsets_in_the_order_in_which_they_arrive()
    {
        const int Count = 300;
        await using RedisNode ada = await StartAsync();
        await using RedisNode bob = await StartAsync();
        await ada.SubscribeAsync("room");

        async Task AppendAsync(RedisNode node)
        {
            for (int i = 0; i < Count; i++) await node.AppendAsync("room", $"{node.Host.Node} {i}");
        }

        await Task.WhenAll(AppendAsync(ada), AppendAsync(bob));
        ReceivedMessage[] messages = await ada.Host.NextAsync(2 * Count);
        Assert.Equal(Enumerable.Range(1, 2 * Count), messages.Select(message => (int)message.Position!.Value.Offset));
        Assert.Single(messages.Select(message => message.Position!.Value.Epoch).Distinct());
        Assert.Equal(string.Join(',', messages.Select(message => message.Text)), Texts(await bob.ReadAsync("room", null, 1000)));
    }

    [Fact]
    public async Task An_append_returns_the_position_of_its_last_message_and_the_number_of_nodes()
    {
        await using RedisNode ada = await StartAsync();
        await using RedisNode bob = await StartAsync();
        await ada.SubscribeAsync("room");
        BackplaneAppended first = await ada.AppendAsync("room", "one");
        await bob.SubscribeAsync("room");
        BackplaneAppended second = await bob.AppendAsync("room", "two", "", "four");

        Assert.Equal((1, 1), (first.Last.Offset, first.Nodes));
        Assert.Equal((first.Last with { Offset = 4 }, 2), (second.Last, second.Nodes));
        Assert.Equal(
            [("two", 2L), ("", 3L), ("four", 4L)], (await bob.Host.NextAsync(3)).Select(message => (message.Text, message.Position!.Value.Offset)));
    }

    [Fact]
    public async Task A_retry_does_not_store_the_messages_again()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        BackplaneAppend append = RedisNode.Append("one", "two");
        TopicPosition last = (await node.AppendAsync("room", append)).Last;
        for (int i = 0; i < 200; i++) await node.AppendAsync("room", $"{i}");

        Assert.Equal(new BackplaneAppended(last, null), await node.AppendAsync("room", append with { IsRetry = true }));
        Assert.Equal(202, (await node.ReadAsync("room", null, 1)).Top.Offset);
        await node.AppendAsync("room", "end");
        Assert.Equal("end", (await node.Host.NextAsync(203))[^1].Text);
    }

    [Fact]
    public async Task A_retry_of_a_batch_that_is_longer_than_the_log_does_not_store_the_messages_again()
    {
        await using RedisNode node = await StartAsync();
        BackplaneAppend append = RedisNode.Append("one", "two", "three") with { MaxMessages = 1 };
        BackplaneAppended first = await node.AppendAsync("room", append);
        Assert.Equal(first.Last, (await node.AppendAsync("room", append with { IsRetry = true })).Last);
        Assert.Equal("three", Texts(await node.ReadAsync("room", null, 10)));
    }

    [Fact]
    public async Task A_retry_whose_first_attempt_has_stored_nothing_stores_the_messages()
    {
        await using RedisNode node = await StartAsync();
        await node.AppendAsync("room", "one");
        Assert.Equal(2, (await node.AppendAsync("room", RedisNode.Append("two") with { IsRetry = true })).Last.Offset);
        Assert.Equal("one,two", Texts(await node.ReadAsync("room", null, 10)));
    }

    [Fact]
    public async Task A_log_that_went_backwards_begins_a_new_epoch()
    {
        await using RedisNode node = await StartAsync();
        await node.AppendAsync("room", "one");
        TopicPosition top = (await node.AppendAsync("room", "two")).Last;

        TopicPosition next = (await node.AppendAsync("room", RedisNode.Append("three") with { Known = top })).Last;
        Assert.Equal(top with { Offset = 3 }, next);

        TopicPosition lost = top with { Offset = 7 };
        BackplaneAppended after = await node.AppendAsync("room", RedisNode.Append("eight", "nine") with { Known = lost });
        Assert.NotEqual(top.Epoch, after.Last.Epoch);
        Assert.Equal(2, after.Last.Offset);
        Assert.Equal("eight,nine", Texts(await node.ReadAsync("room", null, 10)));
        Assert.Null((await node.ReadAsync("room", next, 10)).Messages);
    }

    [Fact]
    public async Task A_known_position_of_another_epoch_changes_nothing()
    {
        await using RedisNode node = await StartAsync();
        TopicPosition top = (await node.AppendAsync("room", "one")).Last;
        BackplaneAppended appended = await node.AppendAsync("room", RedisNode.Append("two") with { Known = new TopicPosition("other", 100) });
        Assert.Equal(top with { Offset = 2 }, appended.Last);
    }

    [Fact]
    public async Task A_log_that_was_deleted_begins_a_new_epoch()
    {
        await using RedisNode node = await StartAsync();
        TopicPosition top = (await node.AppendAsync("room", "one", "two")).Last;
        await Server.Database.KeyDeleteAsync($"{Prefix}:{{room}}:m");

        BackplaneRead read = await node.ReadAsync("room", top with { Offset = 1 }, 10);
        Assert.NotEqual(top.Epoch, read.Top.Epoch);
        Assert.Equal(0, read.Top.Offset);
        Assert.Null(read.Messages);
        Assert.Equal(read.Top with { Offset = 1 }, (await node.AppendAsync("room", RedisNode.Append("three") with { Known = top })).Last);
        Assert.Equal("three", Texts(await node.ReadAsync("room", null, 10)));
    }

    [Fact]
    public async Task A_topic_without_messages_has_the_epoch_of_its_first_message()
    {
        await using RedisNode node = await StartAsync();
        BackplaneRead read = await node.ReadAsync("room", null, 10);
        Assert.Equal(0, read.Top.Offset);
        Assert.Equal("", Texts(read));
        Assert.Equal(read.Top, (await node.ReadAsync("room", null, 0)).Top);
        Assert.Equal(read.Top with { Offset = 1 }, (await node.AppendAsync("room", "one")).Last);
    }

    [Theory]
    [InlineData(5, 10, "")]
    [InlineData(4, 10, "5")]
    [InlineData(2, 10, "3,4,5")]
    [InlineData(2, 3, "3,4,5")]
    [InlineData(2, 2, null)]
    [InlineData(1, 10, null)]
    [InlineData(0, 10, null)]
    [InlineData(6, 10, null)]
    [InlineData(5, 0, "")]
    [InlineData(4, 0, null)]
    public async Task A_read_returns_all_messages_after_a_position_or_none(long since, int limit, string? expected)
    {
        await using RedisNode node = await StartAsync();
        TopicPosition top = default;
        for (int i = 1; i <= 5; i++) top = (await node.AppendAsync("room", RedisNode.Append($"{i}") with { MaxMessages = 3 })).Last;

        BackplaneRead read = await node.ReadAsync("room", top with { Offset = since }, limit);
        Assert.Equal(top, read.Top);
        Assert.Equal(expected, Texts(read));
        Assert.Null((await node.ReadAsync("room", new TopicPosition("other", since), 10)).Messages);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "4,5")]
    [InlineData(3, "3,4,5")]
    [InlineData(10, "3,4,5")]
    public async Task A_read_without_a_position_returns_the_latest_messages(int limit, string expected)
    {
        await using RedisNode node = await StartAsync();
        for (int i = 1; i <= 5; i++) await node.AppendAsync("room", RedisNode.Append($"{i}") with { MaxMessages = 3 });
        Assert.Equal(expected, Texts(await node.ReadAsync("room", null, limit)));
    }

    [Fact]
    public async Task A_log_is_limited_in_size()
    {
        await using RedisNode node = await StartAsync();
        foreach (string message in new[] { "12345", "123", "1234" })
            await node.AppendAsync("room", RedisNode.Append(message) with { MaxBytes = 7 });
        Assert.Equal("123,1234", Texts(await node.ReadAsync("room", null, 10)));

        TopicPosition top = (await node.AppendAsync("room", RedisNode.Append("longer than the limit") with { MaxBytes = 7 })).Last;
        Assert.Equal("longer than the limit", Texts(await node.ReadAsync("room", null, 10)));
        await node.AppendAsync("room", RedisNode.Append("12", "34", "56") with { MaxBytes = 7 });
        Assert.Equal("12,34,56", Texts(await node.ReadAsync("room", top, 10)));
    }

    [Fact]
    public async Task A_log_that_has_expired_keeps_its_position()
    {
        await using RedisNode node = await StartAsync();
        TopicPosition top = (await node.AppendAsync("room", "one", "two")).Last;
        await Server.Database.KeyDeleteAsync($"{Prefix}:{{room}}:h");

        Assert.Null((await node.ReadAsync("room", top with { Offset = 1 }, 10)).Messages);
        Assert.Equal("", Texts(await node.ReadAsync("room", top, 10)));
        Assert.Equal(top with { Offset = 3 }, (await node.AppendAsync("room", RedisNode.Append("abc") with { MaxBytes = 3 })).Last);
        Assert.Equal("abc", Texts(await node.ReadAsync("room", top, 10)));
    }

    [Fact]
    public async Task Messages_and_positions_expire()
    {
        await using RedisNode node = await StartAsync();
        await node.AppendAsync("room", RedisNode.Append("one") with { MaxAge = TimeSpan.FromMinutes(3) });
        Assert.InRange((await Server.Database.KeyTimeToLiveAsync($"{Prefix}:{{room}}:h"))!.Value.TotalMinutes, 2, 3);
        Assert.InRange((await Server.Database.KeyTimeToLiveAsync($"{Prefix}:{{room}}:m"))!.Value.TotalDays, 29, 30);

        await node.ReadAsync("empty", null, 0);
        Assert.InRange((await Server.Database.KeyTimeToLiveAsync($"{Prefix}:{{empty}}:m"))!.Value.TotalMinutes, 9, 10); // joins of random topics fill no memory
        await node.AppendAsync("empty", "first");
        Assert.InRange((await Server.Database.KeyTimeToLiveAsync($"{Prefix}:{{empty}}:m"))!.Value.TotalDays, 29, 30);
        await node.AppendAsync("old", RedisNode.Append("one") with { MaxAge = TimeSpan.FromDays(90) });
        Assert.InRange((await Server.Database.KeyTimeToLiveAsync($"{Prefix}:{{old}}:m"))!.Value.TotalDays, 89, 90);
    }

    [Fact]
    public async Task Large_offsets_are_exact()
    {
        const long Large = 1L << 52;
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        TopicPosition top = (await node.AppendAsync("room", "one")).Last;
        await Server.Database.HashSetAsync($"{Prefix}:{{room}}:m", "s", Large);

        Assert.Equal(Large + 1, (await node.AppendAsync("room", "two")).Last.Offset);
        Assert.Equal("two", Texts(await node.ReadAsync("room", top with { Offset = Large }, 10)));
        Assert.Equal([1, Large + 1], (await node.Host.NextAsync(2)).Select(message => message.Position!.Value.Offset));
    }

    [Fact]
    public async Task Scripts_that_the_server_has_forgotten_are_loaded_again()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        for (int i = 0; i < 100; i++)
        {
            if (i % 10 == 5) await Server.Database.ExecuteAsync("SCRIPT", "FLUSH");
            await Task.WhenAll(Enumerable.Range(0, 5).Select(topic => node.AppendAsync($"room{topic}", "x").AsTask()));
            await node.AppendAsync("room", $"{i}");
        }

        ReceivedMessage[] messages = await node.Host.NextAsync(100);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => ($"{i}", i + 1L)), messages.Select(message => (message.Text, message.Position!.Value.Offset)));
        await Server.Database.ExecuteAsync("SCRIPT", "FLUSH");
        Assert.Equal(100, (await node.ReadAsync("room", null, 0)).Top.Offset);
    }

    [Fact]
    public async Task Appends_and_messages_share_a_channel()
    {
        await using RedisNode node = await StartAsync();
        await node.SubscribeAsync("room");
        await node.PublishAsync("room", "fleeting");
        BackplaneAppended appended = await node.AppendAsync("room", "kept");
        Assert.Equal(new TopicPosition?[] { null, appended.Last }, (await node.Host.NextAsync(2)).Select(message => message.Position));
    }

    [Fact]
    public async Task Without_history_the_backplane_keeps_no_logs()
    {
        await using RedisNode node = await StartAsync(options => options.History = false);
        Assert.IsNotAssignableFrom<IBackplaneLog>(node.Backplane);
        await node.SubscribeAsync("room");
        Assert.Equal(1, await node.PublishAsync("room", "hello"));
    }
}
