using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Cluster;
using Zzz.PubSub;
using Zzz.Tests.Cluster;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.PubSub;

/// <summary>Two nodes of one app.</summary>
public sealed class BackplaneTests
{
    private readonly BackplaneHub _hub = new();

    [Fact]
    public async Task Subscribers_of_every_node_get_what_one_publishes_once()
    {
        await using TestApp first = await NodeAsync(_hub.NewNode());
        await using TestApp second = await NodeAsync(_hub.NewNode());
        using RawPeer here = await OpenAsync(first, "room");
        using RawPeer there = await OpenAsync(second, "room");

        PubSubOf(first).Publish("room", "one é");
        PubSubOf(first).PublishBinary("room", [2]);
        PubSubOf(second).Publish("room", "three");
        foreach (RawPeer peer in new[] { here, there })
        {
            Assert.Equal("one é", (await peer.ReadFrameAsync()).Text);
            ServerFrame binary = await peer.ReadFrameAsync();
            Assert.Equal((0x82, (byte)2), (binary.First, binary.Payload.Single()));
            Assert.Equal("three", (await peer.ReadFrameAsync()).Text);
        }

        Assert.Equal(1, PubSubOf(first).SubscriberCount("room"));
    }

    [Fact]
    public async Task A_topic_is_closed_on_every_node()
    {
        await using TestApp first = await NodeAsync(_hub.NewNode());
        await using TestApp second = await NodeAsync(_hub.NewNode());
        using RawPeer here = await OpenAsync(first, "user:1");
        using RawPeer there = await OpenAsync(second, "user:1");
        using RawPeer another = await OpenAsync(second, "user:2");

        PubSubOf(first).Publish("user:1", "bye");
        PubSubOf(first).Close("user:1", (WsCloseCode)4001, "signed out é");
        foreach (RawPeer peer in new[] { here, there })
        {
            Assert.Equal("bye", (await peer.ReadFrameAsync()).Text);
            ServerFrame close = await peer.ReadFrameAsync();
            Assert.Equal((4001, "signed out é"), (close.CloseCode, Encoding.UTF8.GetString(close.Payload[2..])));
        }

        PubSubOf(first).Publish("user:2", "still here");
        Assert.Equal("still here", (await another.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task Others_are_all_on_other_nodes_too()
    {
        await using TestApp first = await NodeAsync(_hub.NewNode());
        await using TestApp second = await NodeAsync(_hub.NewNode());
        using RawPeer here = await OpenAsync(first, "room");
        using RawPeer there = await OpenAsync(second, "room");

        await here.SendAsync(ClientFrame.Text("others room hello"));
        await here.SendAsync(ClientFrame.Text("publish room bye"));
        Assert.Equal("bye", (await here.ReadFrameAsync()).Text);
        Assert.Equal("hello", (await there.ReadFrameAsync()).Text);
        Assert.Equal("bye", (await there.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task A_node_that_stops_gets_nothing_more()
    {
        int received = 0;
        INodeChannels node = _hub.NewNode();
        TestApp app = await NodeAsync(node);
        await using IAsyncDisposable other = await _hub.NewNode().SubscribeAsync("zzz:topics", _ =>
        {
            received++;
            return default;
        }, TestContext.Current.CancellationToken);
        PubSubOf(app).Publish("room", "x");
        Assert.Equal(1, received);

        await app.DisposeAsync();
        await _hub.NewNode().PublishAsync("zzz:topics", new byte[] { 0xFF }, TestContext.Current.CancellationToken);
        Assert.Equal(2, received);
    }

    [Fact]
    public async Task What_a_backplane_throws_does_not_reach_the_subscribers_here()
    {
        await using TestApp app = await NodeAsync(new BrokenBackplane());
        using RawPeer peer = await OpenAsync(app, "room");
        for (int i = 0; i < 4; i++) PubSubOf(app).Publish("room", $"{i}");
        for (int i = 0; i < 4; i++) Assert.Equal($"{i}", (await peer.ReadFrameAsync()).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01 05 01000000 01 74 65 7B7D")] // a broadcast, which is for channels
    [InlineData("01 04 01000000 00 74")] // a close without a code
    [InlineData("01 04 01000000 00 74 0F")]
    [InlineData("01 04 01000000 00 74 03EE")] // 1006 is never sent
    [InlineData("01 04 01000000 00 74 03F2")] // 1010 is reserved for clients
    [InlineData("01 04 01000000 00 74 03E8 FF")] // not UTF-8
    public async Task A_message_that_topics_do_not_understand_is_ignored(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        await using TestApp app = await NodeAsync(_hub.NewNode());
        using RawPeer peer = await OpenAsync(app, "t");
        INodeChannels other = _hub.NewNode();
        await other.PublishAsync("zzz:topics", bytes, TestContext.Current.CancellationToken);
        await other.PublishAsync("zzz:topics", new byte[] { 1, 2, 1, 0, 0, 0, 0, (byte)'t', (byte)'x' }, TestContext.Current.CancellationToken);
        Assert.Equal("x", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task Without_other_nodes_there_is_no_backplane_to_pay_for()
    {
        await using TestApp app = await TestApp.StartAsync();
        Assert.False(app.Services.GetRequiredService<Topics>().OtherNodes.HasOtherNodes);
        Assert.IsType<LocalBackplane>(app.Services.GetRequiredService<INodeChannels>());
    }

    private static Task<TestApp> NodeAsync(INodeChannels backplane) =>
        TestApp.StartAsync(build: builder => builder.Services.AddSingleton(backplane).AddSingleton(new Calls()));

    private static IPubSub PubSubOf(TestApp app) => app.Services.GetRequiredService<IPubSub>();

    private static async Task<RawPeer> OpenAsync(TestApp app, string topic)
    {
        RawPeer peer = await RawPeer.OpenAsync(app.Port, "/topics");
        await peer.SendAsync(ClientFrame.Text($"subscribe {topic}"));
        Assert.Equal("True", (await peer.ReadFrameAsync()).Text);
        return peer;
    }

    /// <summary>A backplane that throws at once, throws later, or never completes.</summary>
    private sealed class BrokenBackplane : INodeChannels
    {
        private int _count;

        public ValueTask PublishAsync(string channel, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
            (_count++ % 3) switch
            {
                0 => throw new InvalidOperationException("at once"),
                1 => ThrowLaterAsync(),
                _ => new ValueTask(new TaskCompletionSource().Task),
            };

        public ValueTask<IAsyncDisposable> SubscribeAsync(
            string channel, Func<ReadOnlyMemory<byte>, ValueTask> handler, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("no connection");

        private static async ValueTask ThrowLaterAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        }
    }
}
