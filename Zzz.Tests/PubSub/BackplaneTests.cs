using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Cluster;
using Zzz.Tests.Cluster;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.PubSub;

/// <summary>Two nodes of one app.</summary>
public sealed class BackplaneTests
{
    private readonly WsTestBackplane _hub = new();

    [Fact]
    public async Task Subscribers_of_every_node_get_what_one_publishes_once()
    {
        await using TestApp first = await NodeAsync(_hub.NewNode());
        await using TestApp second = await NodeAsync(_hub.NewNode());
        using RawPeer here = await OpenAsync(first, "room");
        using RawPeer there = await OpenAsync(second, "room");

        PubSubOf(first).Publish("room", "one é");
        PubSubOf(first).PublishBinary("room", [2]);
        foreach (RawPeer peer in new[] { here, there })
        {
            Assert.Equal("one é", (await peer.ReadFrameAsync()).Text);
            ServerFrame binary = await peer.ReadFrameAsync();
            Assert.Equal((0x82, (byte)2), (binary.First, binary.Payload.Single()));
        }

        PubSubOf(second).Publish("room", "three");
        foreach (RawPeer peer in new[] { here, there }) Assert.Equal("three", (await peer.ReadFrameAsync()).Text);
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
    public async Task Subscribers_of_all_nodes_are_counted()
    {
        await using TestApp first = await NodeAsync(_hub.NewNode());
        await using TestApp second = await NodeAsync(_hub.NewNode());
        await using TestApp third = await NodeAsync(_hub.NewNode());
        using RawPeer a = await OpenAsync(first, "room"), b = await OpenAsync(second, "room"), c = await OpenAsync(second, "room");
        foreach (TestApp app in new[] { first, second, third }) Assert.Equal(3, await PubSubOf(app).CountAsync("room").AsTask().Guarded());
        Assert.Equal(0, await PubSubOf(first).CountAsync("nobody").AsTask().Guarded());
    }

    [Fact]
    public async Task A_close_is_confirmed_by_all_nodes()
    {
        await using TestApp first = await NodeAsync(_hub.NewNode());
        await using TestApp second = await NodeAsync(_hub.NewNode());
        using RawPeer here = await OpenAsync(first, "user:1"), there = await OpenAsync(second, "user:1");
        Assert.Equal(2, await PubSubOf(first).CloseAsync("user:1", (WsCloseCode)4001, "signed out").AsTask().Guarded());
        foreach (RawPeer peer in new[] { here, there }) Assert.Equal(4001, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Fact]
    public async Task A_node_that_was_cut_off_closes_a_topic_when_it_is_back_and_no_node_twice()
    {
        IBackplane cut = _hub.NewNode();
        await using TestApp first = await NodeAsync(_hub.NewNode());
        await using TestApp second = await NodeAsync(cut);
        await using TestApp third = await NodeAsync(_hub.NewNode());
        using RawPeer there = await OpenAsync(second, "user:1"), other = await OpenAsync(third, "user:1");
        _hub.Cut(cut);
        PubSubOf(first).Close("user:1", (WsCloseCode)4001, "signed out");
        Assert.Equal(4001, (await other.ReadFrameAsync()).CloseCode);
        using RawPeer again = await OpenAsync(third, "user:1"); // signed in again at once
        _hub.Heal(cut);
        Assert.Equal(4001, (await there.ReadFrameAsync()).CloseCode);
        PubSubOf(first).Publish("user:1", "welcome back");
        Assert.Equal("welcome back", (await again.ReadFrameAsync()).Text);
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
    [InlineData("0201")]
    [InlineData("020F")] // a kind that does not exist yet
    [InlineData("0204 000000", "0F")] // a close without a code
    [InlineData("0204 000000", "03EE")] // 1006 is never sent
    [InlineData("0204 000000", "03F2")] // 1010 is reserved for clients
    [InlineData("0204 000000", "03E8 FF")] // not UTF-8
    [InlineData("0200 000000", "FF")]
    public async Task A_message_that_topics_do_not_understand_is_ignored(string head, string payload = "")
    {
        await using TestApp app = await NodeAsync(_hub.NewNode());
        using RawPeer peer = await OpenAsync(app, "t");
        IBackplane other = _hub.NewNode();
        await other.StartAsync(new TestHost("other"), TestContext.Current.CancellationToken);
        await other.PublishAsync("t", Message(head, payload), TestContext.Current.CancellationToken);
        await other.PublishAsync("t", Message("0201 000000", "78"), TestContext.Current.CancellationToken);
        Assert.Equal("x", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task Without_other_nodes_there_is_no_backplane_to_pay_for()
    {
        await using TestApp app = await TestApp.StartAsync();
        Assert.False(app.Services.GetRequiredService<OtherNodes>().Exist);
        Assert.IsType<LocalBackplane>(app.Services.GetRequiredService<IBackplane>());
    }

    private static Task<TestApp> NodeAsync(IBackplane backplane) =>
        TestApp.StartAsync(build: builder => builder.Services.AddSingleton(backplane).AddSingleton(new Calls()));

    private static byte[] Message(string head, string payload) => head.Length < 10
        ? Bytes(head)
        : [.. Bytes(head), .. new byte[24], .. Bytes(payload)];

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static IPubSub PubSubOf(TestApp app) => app.Services.GetRequiredService<IPubSub>();

    private static async Task<RawPeer> OpenAsync(TestApp app, string topic)
    {
        RawPeer peer = await RawPeer.OpenAsync(app.Port, "/topics");
        await peer.SendAsync(ClientFrame.Text($"subscribe {topic}"));
        Assert.Equal("True", (await peer.ReadFrameAsync()).Text);
        return peer;
    }

    /// <summary>A backplane that throws at once, throws later, or never completes.</summary>
    private sealed class BrokenBackplane : IBackplane
    {
        private int _count;

        public ValueTask StartAsync(IBackplaneHost host, CancellationToken cancellationToken) => default;

        public ValueTask StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("no connection");

        public ValueTask SubscribeAsync(string topic, CancellationToken cancellationToken) => throw new InvalidOperationException("no connection");

        public ValueTask UnsubscribeAsync(string topic, CancellationToken cancellationToken) => throw new InvalidOperationException("no connection");

        public ValueTask<int?> PublishAsync(string topic, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
            (_count++ % 3) switch
            {
                0 => throw new InvalidOperationException("at once"),
                1 => ThrowLaterAsync(),
                _ => new ValueTask<int?>(new TaskCompletionSource<int?>().Task),
            };

        public ValueTask SendAsync(string node, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => default;

        private static async ValueTask<int?> ThrowLaterAsync()
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        }
    }
}
