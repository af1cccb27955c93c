using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Cluster;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Sending;

public class BroadcastTests
{
    public static TheoryData<string> Versions => ["V1", "V2"];

    private static ChannelScript Room => new ChannelScript()
        .On("all", (socket, message) => socket.Broadcast("said", message.Json<Text>()))
        .On("others", (socket, message) => socket.BroadcastFrom("said", message.Json<Text>()))
        .On("bytes", (socket, message) => socket.BroadcastBinary("bytes", message.Bytes.Span))
        .On("bytes to others", (socket, message) => socket.BroadcastFromBinary("bytes", message.Bytes.Span));

    [Theory, MemberData(nameof(Versions))]
    public async Task A_broadcast_reaches_all_on_the_topic_in_their_serializer(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(Room);
        using ChannelTestPeer sender = await app.JoinAsync(version, "room:1");
        using ChannelTestPeer first = await app.JoinAsync("V1", "room:1");
        using ChannelTestPeer second = await app.JoinAsync("V2", "room:1");
        using ChannelTestPeer elsewhere = await app.JoinAsync("V2", "room:2");
        await sender.SendAsync("1", null, "room:1", "all", """{"body":"hi"}""");
        foreach (ChannelTestPeer peer in new[] { sender, first, second }) await peer.ExpectAsync(null, null, "room:1", "said", """{"body":"hi"}""");
        await elsewhere.ExpectNothingAsync();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_broadcast_from_a_client_reaches_the_others(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(Room);
        using ChannelTestPeer sender = await app.JoinAsync(version, "room:1");
        using ChannelTestPeer other = await app.JoinAsync(version, "room:1");
        await sender.SendAsync("1", null, "room:1", "others", """{"body":"hi"}""");
        await other.ExpectAsync(null, null, "room:1", "said", """{"body":"hi"}""");
        await sender.ExpectNothingAsync();
    }

    [Fact]
    public async Task Binary_broadcasts_reach_clients_of_V2()
    {
        await using ChannelApp app = await ChannelApp.StartAsync(Room);
        using ChannelTestPeer sender = await app.JoinAsync("V2", "room:1");
        using ChannelTestPeer other = await app.JoinAsync("V2", "room:1");
        using ChannelTestPeer old = await app.JoinAsync("V1", "room:1");
        await sender.Raw.SendAsync(ClientFrame.Binary([0, 1, 0, 6, 5, .. "1room:1bytes"u8, 0xFF]));
        await sender.Raw.SendAsync(ClientFrame.Binary([0, 1, 0, 6, 15, .. "1room:1bytes to others"u8, 0xFE]));
        byte[] expected = [2, 6, 5, .. "room:1bytes"u8, 0xFF];
        Assert.Equal(expected, (await sender.Raw.ReadFrameAsync()).Payload);
        await sender.ExpectNothingAsync();
        Assert.Equal(expected, (await other.Raw.ReadFrameAsync()).Payload);
        Assert.Equal([2, 6, 5, .. "room:1bytes"u8, 0xFE], (await other.Raw.ReadFrameAsync()).Payload);
        await old.ExpectNothingAsync();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task The_rest_of_the_app_broadcasts_too(string version)
    {
        await using ChannelApp app = await ChannelApp.StartAsync(Room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:é");
        app.Channels.Broadcast("room:é", "news", new Text("all"));
        app.Channels.Broadcast("room:other", "news", new Text("nobody"));
        app.Channels.BroadcastBinary("room:é", "bytes", [1]);
        await peer.ExpectAsync(null, null, "room:é", "news", """{"body":"all"}""");
#pragma warning disable ZZZ4003 // The test needs a type that no context lists.
        Assert.Throws<InvalidOperationException>(() => app.Channels.Broadcast("room:é", "news", new Version(1, 0)));
#pragma warning restore ZZZ4003
        if (version == "V2") Assert.Equal(0x82, (await peer.Raw.ReadFrameAsync()).First);
        await peer.ExpectNothingAsync();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Broadcasts_of_one_thread_and_pushes_arrive_in_order(string version)
    {
        var room = new ChannelScript().On("go", (socket, message) =>
        {
            for (int i = 0; i < 20; i++)
            {
                socket.Broadcast("n", 2 * i);
                socket.Push("n", (2 * i) + 1);
            }

            message.Reply();
        });
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "go");
        for (int i = 0; i < 40; i++) await peer.ExpectAsync(i % 2 == 0 ? null : "1", null, "room:1", "n", $"{i}");
        await peer.ExpectOkAsync("1", "2", "room:1");
    }

    [Fact]
    public async Task Other_nodes_get_broadcasts_and_disconnects()
    {
        var hub = new WsTestBackplane();
        await using ChannelApp here = await NodeAsync(hub);
        await using ChannelApp there = await NodeAsync(hub);
        using ChannelTestPeer sender = await here.JoinAsync("V2", "room:é");
        using ChannelTestPeer receiver = await there.JoinAsync("V2", "room:é", "&id=anna");

        await sender.SendAsync("1", null, "room:é", "others", """{"body":"hi"}""");
        await receiver.ExpectAsync(null, null, "room:é", "said", """{"body":"hi"}""");
        here.Channels.BroadcastBinary("room:é", "bytes", [7]);
        Assert.Equal([2, 7, 5, .. "room:ébytes"u8, 7], (await receiver.Raw.ReadFrameAsync()).Payload);
        Assert.Equal([2, 7, 5, .. "room:ébytes"u8, 7], (await sender.Raw.ReadFrameAsync()).Payload);
        await sender.ExpectNothingAsync();

        here.Channels.Disconnect("anna");
        await receiver.ExpectCloseAsync(1001, "disconnected");
    }

    [Fact]
    public async Task Members_of_all_nodes_are_counted_and_disconnected()
    {
        var hub = new WsTestBackplane();
        await using ChannelApp here = await NodeAsync(hub);
        await using ChannelApp there = await NodeAsync(hub);
        using ChannelTestPeer first = await here.JoinAsync("V2", "room:1", "&id=anna");
        using ChannelTestPeer second = await there.JoinAsync("V2", "room:1", "&id=anna");
        Assert.Equal(2, await there.Channels.CountAsync("room:1").AsTask().Guarded());
        Assert.Equal(0, await there.Channels.CountAsync("room:2").AsTask().Guarded());
        Assert.Equal(2, await here.Channels.DisconnectAsync("anna").AsTask().Guarded());
        await first.ExpectCloseAsync(1001, "disconnected");
        await second.ExpectCloseAsync(1001, "disconnected");
    }

    [Fact]
    public async Task An_answer_counts_even_if_it_comes_before_the_question_has_been_sent()
    {
        var hub = new WsTestBackplane();
        await using ChannelApp here = await NodeAsync(new WaitsForAnswers { Inner = hub.NewNode() });
        await using ChannelApp there = await NodeAsync(hub);
        using ChannelTestPeer peer = await there.JoinAsync("V2", "room:1", "&id=anna");
        Assert.Equal(1, await here.Channels.DisconnectAsync("anna").AsTask().Guarded());
        await peer.ExpectCloseAsync(1001, "disconnected");
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 2, 15, 0, 0, 0 })]
    [InlineData(new byte[] { 2, 5, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 0xFF })] // not UTF-8
    public async Task A_message_that_channels_do_not_understand_is_ignored(byte[] bytes)
    {
        var hub = new WsTestBackplane();
        await using ChannelApp app = await NodeAsync(hub);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        IBackplane other = hub.NewNode();
        await other.StartAsync(new TestHost("other"), TestContext.Current.CancellationToken);
        await other.PublishAsync("room:1", bytes, TestContext.Current.CancellationToken);
        await other.PublishAsync("room:1", (byte[])[2, 5, 0, 1, 0, .. new byte[24], .. "e{}"u8], TestContext.Current.CancellationToken);
        await peer.ExpectAsync(null, null, "room:1", "e");
    }

    [Fact]
    public async Task A_disconnect_closes_all_connections_of_an_id()
    {
        await using ChannelApp app = await ChannelApp.StartAsync(Room);
        using ChannelTestPeer first = await app.ConnectAsync("V2", "&id=anna");
        using ChannelTestPeer second = await app.JoinAsync("V1", "room:1", "&id=anna");
        using ChannelTestPeer other = await app.JoinAsync("V2", "room:1", "&id=bob");
        await first.ExpectNothingAsync();
        app.Channels.Disconnect("anna");
        app.Channels.Disconnect("nobody");
        await first.ExpectCloseAsync(1001, "disconnected");
        await second.ExpectCloseAsync(1001, "disconnected");
        await other.ExpectNothingAsync();
    }

    private static Task<ChannelApp> NodeAsync(WsTestBackplane hub) => NodeAsync(hub.NewNode());

    private static Task<ChannelApp> NodeAsync(IBackplane node) =>
        ChannelApp.StartAsync(_ => { }, builder => builder.Services.AddSingleton(node), Room);

    /// <summary>A node whose appends return only when another node has answered.</summary>
    private sealed class WaitsForAnswers : WrappedBackplane
    {
        private readonly TaskCompletionSource _answered = new();

        public override ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken)
        {
            Task<BackplaneAppended> appending = base.AppendAsync(topic, append, cancellationToken).AsTask();
            _answered.Task.Guarded().GetAwaiter().GetResult();
            return new(appending);
        }

        public override void ReceivedByNode(ReadOnlyMemory<byte> message)
        {
            base.ReceivedByNode(message);
            _answered.TrySetResult();
        }
    }
}
