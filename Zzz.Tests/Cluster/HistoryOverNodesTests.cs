using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.Tests.Channels;
using Zzz.Tests.Peers;
using static Zzz.Tests.Channels.History.RecoveryRoom;

namespace Zzz.Tests.Cluster;

/// <summary>Two nodes with a topic whose history the backplane keeps.</summary>
public sealed class HistoryOverNodesTests : IAsyncLifetime
{
    private readonly WsTestBackplane _broker = new();
    private readonly List<IBackplane> _nodes = [];
    private readonly LogRecorder _log = new("Zzz.Channels.Members.ChannelHub");
    private ChannelApp _here = null!;
    private ChannelApp _there = null!;

    public async ValueTask InitializeAsync()
    {
        _here = await NodeAsync();
        _there = await NodeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _log.Dispose();
        await _here.DisposeAsync();
        await _there.DisposeAsync();
    }

    [Fact]
    public async Task All_nodes_deliver_the_same_messages_at_the_same_positions()
    {
        using ChannelTestPeer here = await _here.ConnectAsync("V2"), there = await _there.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(here);
        Assert.Equal(start, await JoinAsync(there, "b"));
        for (int i = 1; i <= 20; i++) Say(i % 2 == 0 ? _here : _there, "x");
        for (int i = 1; i <= 20; i++)
        {
            await ExpectAsync(here, "x", start.Offset + i);
            await ExpectAsync(there, "x", start.Offset + i);
        }

        Assert.Equal(start with { Offset = start.Offset + 20 }, await _here.Channels.PositionAsync(Room).AsTask().Guarded());
    }

    [Fact]
    public async Task A_client_recovers_on_a_node_that_had_no_members()
    {
        TopicPosition seen = await SeenAsync(_here, "first");
        Say(_here, "second");
        Assert.Equal(BroadcastOutcome.Stored, (await _here.Channels.BroadcastAsync(Room, "said", new Text("third"))).Outcome);

        using ChannelTestPeer peer = await _there.ConnectAsync("V2");
        Assert.Equal($$"""{"at":["{{seen.Epoch}}",{{seen.Offset}}],"recovered":true,"count":2}""", await RejoinAsync(peer, seen));
        await ExpectAsync(peer, "second", seen.Offset + 1);
        await ExpectAsync(peer, "third", seen.Offset + 2);
        Say(_here, "live");
        await ExpectAsync(peer, "live", seen.Offset + 3);
    }

    [Fact]
    public async Task A_message_that_the_broker_loses_is_read_from_the_log_before_the_next()
    {
        using ChannelTestPeer peer = await _there.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(peer);
        _broker.DropNext(Room, _nodes[1]);
        await _here.Channels.BroadcastAsync(Room, "said", new Text("lost"));
        await _here.Channels.BroadcastAsync(Room, "said", new Text("next"));
        await ExpectAsync(peer, "lost", start.Offset + 1);
        await ExpectAsync(peer, "next", start.Offset + 2);
    }

    [Fact]
    public async Task A_node_that_was_cut_off_reads_what_it_has_missed_and_sends_what_has_waited()
    {
        using ChannelTestPeer here = await _here.ConnectAsync("V2"), there = await _there.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(here);
        await JoinAsync(there, "b");
        _broker.Cut(_nodes[1]);
        await _here.Channels.BroadcastAsync(Room, "said", new Text("missed"));
        ValueTask<BroadcastResult> waiting = _there.Channels.BroadcastAsync(Room, "said", new Text("waited"));
        await ExpectAsync(here, "missed", start.Offset + 1);
        await there.ExpectNothingAsync();

        _broker.Heal(_nodes[1]);
        await ExpectAsync(there, "missed", start.Offset + 1);
        await ExpectAsync(there, "waited", start.Offset + 2);
        await ExpectAsync(here, "waited", start.Offset + 2);
        Assert.Equal(BroadcastResult.StoredAt(start with { Offset = start.Offset + 2 }), await waiting.AsTask().Guarded());
    }

    [Fact]
    public async Task A_broadcast_whose_confirmation_is_lost_is_not_stored_twice()
    {
        using ChannelTestPeer peer = await _there.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(peer);
        _broker.LoseNextAnswer(Room);
        Say(_here, "once");
        Assert.Equal(start.Offset + 2, (await _here.Channels.BroadcastAsync(Room, "said", new Text("then"))).Position!.Value.Offset);
        await ExpectAsync(peer, "once", start.Offset + 1);
        await ExpectAsync(peer, "then", start.Offset + 2);
    }

    [Fact]
    public async Task Members_are_notified_once_when_the_log_is_lost()
    {
        using ChannelTestPeer here = await _here.ConnectAsync("V2"), there = await _there.ConnectAsync("V2"), plain = await _there.ConnectAsync("V1");
        TopicPosition start = await JoinAsync(here);
        await JoinAsync(there, "b");
        await plain.JoinAsync(Room);
        _broker.LoseLog();
        Say(_here, "after");
        foreach (ChannelTestPeer peer in new[] { here, there })
        {
            TopicPosition now = await ReadGapAsync(peer);
            Assert.NotEqual(start.Epoch, now.Epoch);
            Assert.Equal(0, now.Offset);
            await ExpectAsync(peer, "after", 1);
        }

        await plain.ExpectAsync(null, null, Room, "said", """{"body":"after"}""");
    }

    [Fact]
    public async Task A_log_that_goes_backwards_begins_anew()
    {
        using ChannelTestPeer peer = await _here.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(peer);
        for (int i = 1; i <= 5; i++) Say(_here, "x");
        for (int i = 1; i <= 5; i++) await ExpectAsync(peer, "x", start.Offset + i);
        _broker.Rewind(Room, start.Offset + 2);
        BroadcastResult result = await _here.Channels.BroadcastAsync(Room, "said", new Text("after"));
        Assert.NotEqual(start.Epoch, result.Position!.Value.Epoch);
        Assert.Equal(result.Position.Value with { Offset = 0 }, await ReadGapAsync(peer));
        await ExpectAsync(peer, "after", 1);
        using ChannelTestPeer again = await _there.ConnectAsync("V2");
        string reply = await RejoinAsync(again, start with { Offset = start.Offset + 5 }, "c");
        Assert.Equal($$"""{"at":["{{result.Position.Value.Epoch}}",1],"recovered":false}""", reply);
    }

    [Fact]
    public async Task A_log_that_goes_backwards_begins_anew_also_for_a_node_without_members()
    {
        using ChannelTestPeer peer = await _there.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(peer);
        for (int i = 1; i <= 5; i++) await _here.Channels.BroadcastAsync(Room, "said", new Text("x"));
        for (int i = 1; i <= 5; i++) await ExpectAsync(peer, "x", start.Offset + i);
        _broker.Rewind(Room, start.Offset + 2);
        await _here.Channels.BroadcastAsync(Room, "said", new Text("after"));
        Assert.NotEqual(start.Epoch, (await ReadGapAsync(peer)).Epoch);
        await ExpectAsync(peer, "after", 1);
    }

    [Fact]
    public async Task A_log_that_went_back_is_told_once_and_sends_nothing_twice()
    {
        using ChannelTestPeer peer = await _there.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(peer);
        for (int i = 1; i <= 5; i++) Say(_here, "x");
        for (int i = 1; i <= 5; i++) await ExpectAsync(peer, "x", start.Offset + i);
        _broker.Cut(_nodes[1]);
        _broker.Rewind(Room, start.Offset + 2);
        _broker.Heal(_nodes[1]);
        Assert.Equal(start.Epoch, (await ReadGapAsync(peer)).Epoch);
        BroadcastResult result = await _here.Channels.BroadcastAsync(Room, "said", new Text("after"));
        Assert.Equal(result.Position!.Value with { Offset = 0 }, await ReadGapAsync(peer));
        await ExpectAsync(peer, "after", 1);
    }

    [Fact]
    public async Task A_sender_is_left_out_on_its_node_and_after_it_has_moved()
    {
        using ChannelTestPeer sender = await _here.ConnectAsync("V2"), other = await _there.ConnectAsync("V1");
        TopicPosition start = await JoinAsync(sender, "page");
        await other.JoinAsync(Room);
        await sender.SendAsync("1", null, Room, "others", """{"body":"hi"}""");
        await other.ExpectAsync(null, null, Room, "said", """{"body":"hi"}""");
        await sender.ExpectNothingAsync();
        using ChannelTestPeer again = await _there.ConnectAsync("V2");
        Assert.Equal($$"""{"at":["{{start.Epoch}}",{{start.Offset}}],"recovered":true,"count":0}""", await RejoinAsync(again, start, "page"));
    }

    [Fact]
    public async Task A_client_can_join_while_the_broker_is_away_and_is_notified_when_it_is_back()
    {
        _broker.Cut(_nodes[0]);
        using ChannelTestPeer peer = await _here.ConnectAsync("V2");
        Assert.Equal("", (await JoinAsync(peer)).Epoch);
        _broker.Heal(_nodes[0]);
        TopicPosition at = await ReadGapAsync(peer);
        Say(_there, "hello");
        await ExpectAsync(peer, "hello", at.Offset + 1);
    }

    [Theory]
    [InlineData("room:*")]
    [InlineData("*")]
    [InlineData(Room)]
    public async Task A_process_without_the_channel_stores_what_it_broadcasts(string topics)
    {
        TopicPosition seen = await SeenAsync(_here, "first");
        await using ChannelApp worker = await WorkerAsync(options => options.Histories[topics] = new HistoryAttribute(100));
        Assert.Equal(seen.Epoch, (await worker.Channels.BroadcastAsync(Room, "said", new Text("second"))).Position!.Value.Epoch);
        using ChannelTestPeer peer = await _there.ConnectAsync("V2");
        Assert.Equal($$"""{"at":["{{seen.Epoch}}",{{seen.Offset}}],"recovered":true,"count":1}""", await RejoinAsync(peer, seen));
        await ExpectAsync(peer, "second", seen.Offset + 1);
    }

    [Fact]
    public async Task A_message_that_a_process_did_not_store_is_logged_once()
    {
        using ChannelTestPeer peer = await _here.JoinAsync("V2", Room);
        await using ChannelApp worker = await WorkerAsync(options => options.Histories["other:*"] = new HistoryAttribute(100));
        for (int i = 1; i <= 3; i++)
        {
            Say(worker, "hi");
            await peer.ExpectAsync(null, null, Room, "said", """{"body":"hi"}""");
        }

        Assert.Single(_log.Lines, line => line.StartsWith("Warning 45: Another node broadcast said on room:1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disconnect_reaches_a_node_that_was_cut_off()
    {
        using ChannelTestPeer peer = await _there.JoinAsync("V2", Room, "&id=anna");
        _broker.Cut(_nodes[1]);
        _here.Channels.Disconnect("anna");
        await peer.ExpectNothingAsync();
        _broker.Heal(_nodes[1]);
        await peer.ExpectCloseAsync(1001, "disconnected");
    }

    private static async Task<TopicPosition> ReadGapAsync(ChannelTestPeer peer)
    {
        JsonElement message = JsonElement.Parse((await peer.Raw.ReadFrameAsync()).Text);
        Assert.Equal("zzz_gap", message[3].GetString());
        JsonElement at = message[5].GetProperty("at");
        return new TopicPosition(at[0].GetString()!, at[1].GetInt64());
    }

    private Task<ChannelApp> WorkerAsync(Action<ZzzOptions> configure) => ChannelApp.StartAsync(
        _ => { }, builder => builder.Services.AddSingleton(_broker.NewNode()).AddZzz(configure), new ChannelScript("jobs"));

    private async Task<ChannelApp> NodeAsync()
    {
        IBackplane node = _broker.NewNode();
        _nodes.Add(node);
        ChannelScript room = new ChannelScript { Metadata = [new HistoryAttribute(100)] }
            .On("others", (socket, message) => socket.BroadcastFrom("said", message.Json<Text>()));
        return await ChannelApp.StartAsync(_ => { }, builder =>
        {
            builder.Services.AddSingleton(node);
            builder.Logging.AddProvider(_log);
        }, room);
    }
}
