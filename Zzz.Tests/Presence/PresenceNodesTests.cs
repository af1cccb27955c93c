using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Cluster.Messages;
using Zzz.Presence.Replicas;
using Zzz.Tests.Channels;
using Zzz.Tests.Peers;
using static Zzz.Tests.Presence.PresenceWire;

namespace Zzz.Tests.Presence;

/// <summary>Tests presence on several nodes, as clients see it. Time passes only where a test says so.</summary>
public sealed class PresenceNodesTests : IAsyncDisposable
{
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new();
    private readonly WsTestBackplane _backplane = new() { HasLog = false };
    private readonly Dictionary<string, WatchedBackplane> _watched = [];
    private readonly List<PresenceApp> _apps = [];

    public async ValueTask DisposeAsync()
    {
        foreach (PresenceApp app in _apps) await app.DisposeAsync();
    }

    [Fact]
    public async Task A_client_sees_those_on_other_nodes_in_its_first_state_and_then_the_changes()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b"), c = await NodeAsync("c");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        await PassAsync(Batch);
        using ChannelTestPeer bob = await b.JoinAsync("bob");
        await ExpectStateAsync(bob, Metas("ann", "a.1"));
        await ExpectDiffAsync(bob, joins: Metas("bob", "b.1"));
        await PassAsync(Batch);
        await ExpectDiffAsync(ann, joins: Metas("bob", "b.1"));
        using ChannelTestPeer cid = await c.JoinAsync("cid");
        string state = await ReadAsync(cid, "presence_state");
        Assert.Contains(Metas("ann", "a.1")[1..^1], state, StringComparison.Ordinal);
        Assert.Contains(Metas("bob", "b.1")[1..^1], state, StringComparison.Ordinal);

        await UntilAsync(ExpectDiffAsync(bob, joins: Metas("cid", "c.1")), Batch);
        ann.Raw.Reset();
        await UntilAsync(ExpectDiffAsync(bob, leaves: Metas("ann", "a.1")), Batch);
        await ExpectDiffAsync(cid, joins: Metas("cid", "c.1"));
        await ExpectDiffAsync(cid, leaves: Metas("ann", "a.1"));
    }

    [Fact]
    public async Task A_change_that_was_not_sent_yet_is_part_of_the_first_state()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        using ChannelTestPeer bob = await b.JoinAsync("bob");
        await ExpectStateAsync(bob, Metas("ann", "a.1"));
    }

    [Fact]
    public async Task A_topic_without_members_costs_a_node_nothing()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        await NodeAsync("c");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        using ChannelTestPeer bob = await b.JoinAsync("bob");
        await PassAsync(TimeSpan.FromSeconds(4));
        Assert.NotEmpty(_watched["a"].Received);
        Assert.Empty(_watched["c"].Received);
    }

    [Fact]
    public async Task What_happens_within_50_milliseconds_is_one_message()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(b, Nobody);
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        await ann.SendAsync("1", null, "room:1", "many", """{"body":"0-50"}""");
        await ReadAsync(ann, "key49");
        await PassAsync(Batch);
        await ReadAsync(watcher, "key49");
        Assert.Single(_watched["a"].Sent, sent => sent.Kind is PresenceMessageKind.Change or PresenceMessageKind.State);
    }

    [Fact]
    public async Task A_node_that_is_cut_off_takes_its_entries_with_it_in_one_diff_and_brings_them_back()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(a, Nobody);
        using ChannelTestPeer ann = await JoinedAsync(b, "ann", "b.1");
        using ChannelTestPeer bob = await b.JoinAsync("bob");
        await ExpectStateAsync(bob, Metas("ann", "b.1"));
        await PassAsync(Batch);
        await ExpectDiffAsync(watcher, joins: Both("ann", "b.1", "bob", "b.2"));

        _backplane.Cut(_watched["b"].Inner);
        await PassAsync(TimeSpan.FromSeconds(13));
        await ExpectDiffAsync(watcher, leaves: Both("ann", "b.1", "bob", "b.2"));
        Assert.Equal(2, await AnswerAsync(b.Presence.CountAsync("room:1")));

        _backplane.Heal(_watched["b"].Inner);
        await PassAsync(TimeSpan.Zero);
        await ExpectDiffAsync(watcher, joins: Both("ann", "b.1", "bob", "b.2"));
    }

    [Fact]
    public async Task A_node_that_is_itself_cut_off_takes_nobody_for_gone()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        using ChannelTestPeer watcher = await WatcherAsync(b, Metas("ann", "a.1"));
        _backplane.Cut(_watched["b"].Inner);
        await PassAsync(TimeSpan.FromSeconds(30));
        await watcher.ExpectNothingAsync();
        _backplane.Heal(_watched["b"].Inner);
        await PassAsync(TimeSpan.FromSeconds(10));
        await watcher.ExpectNothingAsync();
    }

    [Fact]
    public async Task What_changed_while_a_node_was_cut_off_it_learns_when_it_is_back()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(b, Nobody);
        _backplane.Cut(_watched["b"].Inner);
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        await PassAsync(TimeSpan.FromSeconds(1));
        await watcher.ExpectNothingAsync();
        _backplane.Heal(_watched["b"].Inner);
        await ExpectDiffAsync(watcher, joins: Metas("ann", "a.1"));
    }

    [Fact]
    public async Task A_last_change_that_is_lost_is_noticed_within_seconds()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(b, Nobody);
        using ChannelTestPeer lost = await JoinedAsync(a, "ann", "a.1");
        _backplane.DropNext("room:1", _watched["b"].Inner);
        await PassAsync(Batch);
        await watcher.ExpectNothingAsync();
        await PassAsync(TimeSpan.FromSeconds(6));
        await ExpectDiffAsync(watcher, joins: Metas("ann", "a.1"));
    }

    [Fact]
    public async Task A_change_that_is_lost_is_noticed_with_the_next()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(b, Nobody);
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        using ChannelTestPeer bob = await a.JoinAsync("bob"), cid = await a.JoinAsync("cid");
        await ReadAsync(cid, "a.3");
        await PassAsync(Batch);
        await ReadAsync(watcher, "a.3");

        _backplane.DropNext("room:1", _watched["b"].Inner);
        await ann.SendAsync("1", null, "room:1", "track", """{"body":"dog"}""");
        await ReadAsync(ann, "dog");
        await PassAsync(Batch);
        await watcher.ExpectNothingAsync();
        await ann.SendAsync("1", null, "room:1", "track", """{"body":"cat"}""");
        await ReadAsync(ann, "cat");
        await PassAsync(Batch);
        Assert.Contains("dog", await ReadAsync(watcher, "cat"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_waits_no_longer_than_two_seconds_for_a_node_that_does_not_answer()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        await PassAsync(Batch);
        _backplane.DropNext("room:1", _watched["a"].Inner);
        using ChannelTestPeer watcher = await b.JoinAsync("watcher");
        await UntilAsync(ExpectStateAsync(watcher, Nobody), TimeSpan.FromMilliseconds(10));
        await UntilAsync(ExpectDiffAsync(watcher, joins: Metas("ann", "a.1")), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_client_that_returns_on_another_node_after_a_deploy_was_never_gone()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b"), c = await NodeAsync("c");
        using ChannelTestPeer watcher = await WatcherAsync(a, Nobody), far = await WatcherAsync(c, Nobody);
        ChannelTestPeer bob = await JoinedAsync(b, "bob", "b.1");
        await PassAsync(Batch);
        await ExpectDiffAsync(watcher, joins: Metas("bob", "b.1"));
        await ExpectDiffAsync(far, joins: Metas("bob", "b.1"));
        await StopAsync(b, "b", bob);
        await PassAsync(TimeSpan.FromSeconds(5));
        await watcher.ExpectNothingAsync();

        using ChannelTestPeer back = await a.JoinAsync("bob");
        await ExpectStateAsync(back, Metas("bob", "b.1"));
        await ExpectDiffAsync(back, joins: Metas("bob", "a.1"), leaves: Metas("bob", "b.1"));
        await ExpectDiffAsync(watcher, joins: Metas("bob", "a.1"), leaves: Metas("bob", "b.1"));
        await PassAsync(Batch);
        await ExpectDiffAsync(far, joins: Metas("bob", "a.1"), leaves: Metas("bob", "b.1"));
        await PassAsync(TimeSpan.FromSeconds(30));
        await watcher.ExpectNothingAsync();
        await far.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_node_that_first_needs_a_topic_during_a_deploy_still_sees_those_who_are_about_to_return()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer bob = await JoinedAsync(b, "bob", "b.1"), cid = await b.JoinAsync("cid");
        await ReadAsync(cid, "b.2");
        await PassAsync(Batch);
        Task stopping = b.StopAsync();
        await _watched["b"].Lingering.Guarded();
        await PassAsync(TimeSpan.Zero);
        bob.Raw.Reset();

        using ChannelTestPeer back = await a.JoinAsync("bob");
        string state = await ReadAsync(back, "presence_state");
        Assert.Contains(Metas("cid", "b.2")[1..^1], state, StringComparison.Ordinal);
        bool isReplaced = state.Contains("b.1", StringComparison.Ordinal); // otherwise the return came before the answer of the stopping node
        await ExpectDiffAsync(back, joins: Metas("bob", "a.1"), leaves: isReplaced ? Metas("bob", "b.1") : Nobody);
        using ChannelTestPeer dan = await a.JoinAsync("dan");
        await ExpectDiffAsync(back, joins: Metas("dan", "a.2"));

        using ChannelTestPeer again = await a.JoinAsync("cid");
        await ExpectDiffAsync(back, joins: Metas("cid", "a.3"), leaves: Metas("cid", "b.2"));
        cid.Raw.Reset();
        await UntilAsync(stopping, TimeSpan.FromMilliseconds(1));
        await PassAsync(TimeSpan.FromSeconds(30));
        await back.ExpectNothingAsync();
        Assert.Equal(["bob", "cid", "dan"], a.Presence.List<Text>("room:1").Keys.Order());
    }

    [Fact]
    public async Task A_node_that_first_needs_a_topic_after_another_has_stopped_sees_those_who_are_about_to_return()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(a, Nobody);
        ChannelTestPeer bob = await JoinedAsync(b, "bob", "b.1");
        await PassAsync(Batch);
        await ExpectDiffAsync(watcher, joins: Metas("bob", "b.1"));
        await StopAsync(b, "b", bob);
        PresenceApp c = await NodeAsync("c");

        using ChannelTestPeer first = await WatcherAsync(c, Metas("bob", "b.1"));
        using ChannelTestPeer back = await c.JoinAsync("bob");
        await ExpectStateAsync(back, Metas("bob", "b.1"));
        await ExpectDiffAsync(first, joins: Metas("bob", "c.1"), leaves: Metas("bob", "b.1"));
        await PassAsync(Batch);
        await ExpectDiffAsync(watcher, joins: Metas("bob", "c.1"), leaves: Metas("bob", "b.1"));
        await PassAsync(TimeSpan.FromSeconds(30));
        await watcher.ExpectNothingAsync();
        await first.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_client_that_is_the_first_to_return_to_a_new_node_does_not_see_itself_leave()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(a, Nobody);
        ChannelTestPeer bob = await JoinedAsync(b, "bob", "b.1");
        await PassAsync(Batch);
        await ExpectDiffAsync(watcher, joins: Metas("bob", "b.1"));
        await StopAsync(b, "b", bob);
        PresenceApp c = await NodeAsync("c");

        using ChannelTestPeer back = await c.JoinAsync("bob");
        await ExpectStateAsync(back, Metas("bob", "b.1"));
        await ExpectDiffAsync(back, joins: Metas("bob", "c.1"), leaves: Metas("bob", "b.1"));
        await PassAsync(TimeSpan.FromSeconds(30));
        await back.ExpectNothingAsync();
        Assert.Equal(["bob"], c.Presence.List<Text>("room:1").Keys);
    }

    [Fact]
    public async Task A_client_that_does_not_return_after_a_deploy_leaves_15_seconds_later()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(a, Nobody);
        ChannelTestPeer bob = await JoinedAsync(b, "bob", "b.1");
        await PassAsync(Batch);
        await ExpectDiffAsync(watcher, joins: Metas("bob", "b.1"));
        await StopAsync(b, "b", bob);
        await PassAsync(TimeSpan.FromSeconds(14));
        await watcher.ExpectNothingAsync();
        await PassAsync(TimeSpan.FromSeconds(1));
        await ExpectDiffAsync(watcher, leaves: Metas("bob", "b.1"));
    }

    [Fact]
    public async Task A_drain_of_1000_sockets_costs_one_message()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(a, Nobody);
        var peers = new List<ChannelTestPeer>();
        for (int i = 0; i < 1_000; i++) peers.Add(await b.JoinAsync($"key{i}", $"room:{i % 100}"));
        await UntilAsync(ReadAsync(watcher, "key901"), Batch);

        int before = _watched["b"].Sent.Count;
        Task stopping = b.StopAsync();
        await _watched["b"].Lingering.Guarded();
        foreach (ChannelTestPeer peer in peers) peer.Dispose();
        await UntilAsync(stopping, Batch);
        Assert.Single(_watched["b"].Sent.Skip(before), sent => sent.Kind == PresenceMessageKind.Linger);
        Assert.InRange(_watched["b"].Sent.Count - before, 1, 100); // an announcement per topic at most, whose time may come meanwhile
        await watcher.ExpectNothingAsync();
    }

    [Fact]
    public async Task Five_thousand_entries_come_in_parts_of_at_most_256_KiB()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        for (int i = 0; i < 5_000; i += 500)
        {
            await ann.SendAsync("1", null, "room:1", "many", $$"""{"body":"{{i}}-{{i + 500}}"}""");
            await ReadAsync(ann, $"key{i + 499}\"");
        }

        Assert.Equal(5_001, await AnswerAsync(b.Presence.CountAsync("room:1")));
        Assert.All(_watched["a"].Sent, sent => Assert.InRange(sent.Size, 1, 256 * 1024));
        Assert.InRange(_watched["b"].Received.Count(received => received.Kind == PresenceMessageKind.State), 5, 20);
    }

    [Fact]
    public async Task A_node_without_members_asks_the_others_for_a_list()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b"), c = await NodeAsync("c");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1"), other = await b.JoinAsync("ann");
        await ReadAsync(other, "b.1");
        Assert.Equal([new Text("here"), new Text("here")], (await AnswerAsync(c.Presence.ListAsync<Text>("room:1")))["ann"]);
        Assert.Equal(1, await AnswerAsync(c.Presence.CountAsync("room:1")));
        Assert.Equal(0, await AnswerAsync(c.Presence.CountAsync("room:2")));
        int before = _watched["a"].Sent.Count;
        Assert.Equal(1, await AnswerAsync(a.Presence.CountAsync("room:1"))); // it knows
        Assert.Equal(before, _watched["a"].Sent.Count);
    }

    [Fact]
    public async Task A_list_that_is_not_needed_any_more_is_dropped()
    {
        PresenceApp a = await NodeAsync("a"), c = await NodeAsync("c");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        Assert.Equal(1, await AnswerAsync(c.Presence.CountAsync("room:1")));
        await PassAsync(TimeSpan.FromSeconds(6));
        Assert.Empty(c.Presence.List<Text>("room:1"));
        Assert.Equal(1, await AnswerAsync(c.Presence.CountAsync("room:1")));
    }

    [Fact]
    public async Task A_list_that_a_node_does_not_answer_for_fails()
    {
        PresenceApp a = await NodeAsync("a"), c = await NodeAsync("c");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        await PassAsync(Batch);
        _backplane.DropNext("room:1", _watched["a"].Inner);
        ValueTask<int> count = c.Presence.CountAsync("room:1");
        await PassAsync(TimeSpan.FromSeconds(5));
        Assert.Contains("room:1", (await Assert.ThrowsAsync<TimeoutException>(async () => await count)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_becomes_one_message_while_the_broker_takes_nothing()
    {
        PresenceApp a = await NodeAsync("a"), b = await NodeAsync("b");
        using ChannelTestPeer watcher = await WatcherAsync(b, Nobody);
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        _backplane.Stall();
        for (int i = 0; i < 20; i++)
        {
            await ann.SendAsync("1", null, "room:1", "many", """{"body":"0-200"}""");
            await ann.SendAsync("1", null, "room:1", "track", $$"""{"body":"round{{i}}"}""");
            await ReadAsync(ann, $"round{i}");
            await PassAsync(Batch);
        }

        int before = _watched["a"].Sent.Count(IsChange);
        _backplane.Resume();
        await PassAsync(Batch);
        await ReadAsync(watcher, "round19");
        Assert.InRange(_watched["a"].Sent.Count(IsChange) - before, 1, 2);
        Assert.Equal(221, b.Presence.List<Text>("room:1").Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("0123456789012345678901234567890123456789")]
    public async Task A_malformed_message_is_ignored(string message)
    {
        PresenceApp a = await NodeAsync("a");
        using ChannelTestPeer ann = await JoinedAsync(a, "ann", "a.1");
        IBackplane stranger = _backplane.NewNode();
        await stranger.StartAsync(new Cluster.TestHost("stranger"), TestContext.Current.CancellationToken);
        byte[] bytes = new NodeMessage(NodeMessageKind.Presence, System.Text.Encoding.UTF8.GetBytes(message)).Write(new NodeStamp(1, 1, 1)).Span.ToArray();
        await stranger.PublishAsync("room:1", bytes, TestContext.Current.CancellationToken);
        await PassAsync(Batch);
        await ann.ExpectNothingAsync();
    }

    private static bool IsChange((PresenceMessageKind Kind, string Topic, int Size) sent) =>
        sent.Kind is PresenceMessageKind.Change or PresenceMessageKind.State;

    private static string Both(string first, string firstRef, string second, string secondRef) =>
        $"{Metas(first, firstRef)[..^1]},{Metas(second, secondRef)[1..]}";

    /// <summary>Reads until a message contains a text, and returns that message.</summary>
    private static async Task<string> ReadAsync(ChannelTestPeer peer, string text)
    {
        while (true)
        {
            string read = (await peer.Raw.ReadFrameAsync()).Text;
            if (read.Contains(text, StringComparison.Ordinal)) return read;
        }
    }

    private async Task<PresenceApp> NodeAsync(string name)
    {
        WatchedBackplane watched = _watched[name] = new WatchedBackplane(_backplane.NewNode());
        PresenceApp app = await PresenceApp.StartAsync(name, services => services.AddSingleton<IBackplane>(watched).AddSingleton<TimeProvider>(_time));
        _apps.Add(app);
        await PassAsync(TimeSpan.Zero);
        return app;
    }

    private async Task StopAsync(PresenceApp app, string name, ChannelTestPeer client)
    {
        Task stopping = app.StopAsync();
        await _watched[name].Lingering.Guarded();
        client.Raw.Reset();
        client.Dispose();
        await UntilAsync(stopping, TimeSpan.FromMilliseconds(1));
        await PassAsync(TimeSpan.Zero);
    }

    /// <summary>Lets time pass in steps, between which all messages arrive.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        TimeSpan step = TimeSpan.FromMilliseconds(250);
        await _backplane.IdleAsync().Guarded();
        for (TimeSpan left = time; left > TimeSpan.Zero; left -= step)
        {
            _time.Advance(left < step ? left : step);
            await _backplane.IdleAsync().Guarded();
        }
    }

    /// <summary>Lets as much time pass as an answer needs, which may include a repair.</summary>
    private async Task<T> AnswerAsync<T>(ValueTask<T> answer)
    {
        Task<T> task = answer.AsTask();
        await UntilAsync(task, Batch);
        return await task;
    }

    /// <summary>Lets as much time pass as a task needs.</summary>
    private async Task UntilAsync(Task task, TimeSpan step)
    {
        var guard = Task.Delay(Guard.Limit, TestContext.Current.CancellationToken);
        while (!task.IsCompleted && !guard.IsCompleted)
        {
            await PassAsync(step);
            await Task.WhenAny(task, Task.Delay(5, TestContext.Current.CancellationToken));
        }

        await task.Guarded();
    }
}
