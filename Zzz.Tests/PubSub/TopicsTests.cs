using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.PubSub;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.PubSub;

/// <summary>Topics over real sockets.</summary>
public sealed class TopicsTests : IAsyncLifetime
{
    private readonly Calls _calls = new();
    private readonly LogRecorder _log = new("Zzz.PubSub.Topics");
    private readonly LogRecorder _connectionLog = new("Zzz.Zzz.Tests.Controllers.TopicController");
    private readonly List<RawPeer> _peers = [];
    private TestApp _app = null!;

    private IPubSub PubSub => _app.Services.GetRequiredService<IPubSub>();

    private Topics Topics => _app.Services.GetRequiredService<Topics>();

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(
        options =>
        {
            options.CloseTimeout = TimeSpan.FromSeconds(1);
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        },
        builder =>
        {
            builder.Services.AddSingleton(_calls);
            builder.Logging.AddProvider(_log).AddProvider(_connectionLog);
        });

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        _connectionLog.Dispose();
        _peers.ForEach(peer => peer.Dispose());
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task A_message_goes_to_every_subscriber_and_to_no_one_else()
    {
        RawPeer ann = await OpenAsync("room"), bob = await OpenAsync("room"), eve = await OpenAsync("hall");
        await ann.SendAsync(ClientFrame.Text("publish room hello"));
        Assert.Equal("hello", (await ann.ReadFrameAsync()).Text);
        Assert.Equal("hello", (await bob.ReadFrameAsync()).Text);

        PubSub.Publish("hall", "bye");
        Assert.Equal("bye", (await eve.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task A_close_goes_to_the_subscribers_alone_and_comes_after_what_was_published()
    {
        RawPeer ann = await OpenAsync("room"), eve = await OpenAsync("hall");
        PubSub.Publish("room", "last");
        PubSub.Close("room", WsCloseCode.PolicyViolation, "signed out");
        Assert.Equal("last", (await ann.ReadFrameAsync()).Text);
        Assert.Equal(1008, (await ann.ReadFrameAsync()).CloseCode);

        PubSub.Close("nobody's");
        PubSub.Publish("hall", "bye");
        Assert.Equal("bye", (await eve.ReadFrameAsync()).Text);
        Assert.Throws<ArgumentOutOfRangeException>(() => PubSub.Close("hall", WsCloseCode.AbnormalClosure));
    }

    [Fact]
    public async Task A_close_whose_reason_is_too_long_is_truncated_and_logged_once()
    {
        RawPeer[] peers = [await OpenAsync("room"), await OpenAsync("room")];
        PubSub.Close("room", WsCloseCode.PolicyViolation, new string('x', 122) + "é");
        foreach (RawPeer peer in peers) Assert.Equal(new string('x', 122), Encoding.UTF8.GetString((await peer.ReadFrameAsync()).Payload.AsSpan(2)));
        Assert.Equal("Information 12: The close reason has 124 bytes and was truncated to 123. Shorten it, or send the rest as a message first.",
            Assert.Single(_log.Lines));
        Assert.Empty(_connectionLog.Lines);
    }

    [Fact]
    public async Task Others_are_all_but_the_publisher()
    {
        RawPeer ann = await OpenAsync("room"), bob = await OpenAsync("room");
        await ann.SendAsync(ClientFrame.Text("others room hello"));
        await ann.SendAsync(ClientFrame.Text("publish room bye"));
        Assert.Equal("bye", (await ann.ReadFrameAsync()).Text);
        Assert.Equal("hello", (await bob.ReadFrameAsync()).Text);
        Assert.Equal("bye", (await bob.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task What_a_handler_publishes_and_sends_arrives_in_its_order()
    {
        RawPeer ann = await OpenAsync("room");
        await ann.SendAsync(ClientFrame.Text("twice room hello"));
        Assert.Equal("hello", (await ann.ReadFrameAsync()).Text);
        Assert.Equal("between", (await ann.ReadFrameAsync()).Text);
        Assert.Equal("hello", (await ann.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task Every_form_of_a_message_arrives_as_what_it_is()
    {
        RawPeer ann = await OpenAsync("room");
        PubSub.Publish("room", "text");
        PubSub.Publish("room", "chars".AsSpan());
        PubSub.PublishUtf8("room", "utf8 é"u8);
        PubSub.PublishBinary("room", [1, 2, 3]);
        PubSub.Publish("room", new WsMessage(WsMessageKind.Binary, new byte[] { 4 }));
        PubSub.PublishJson("room", new Order("tea"));
        PubSub.Publish("room", "");
        PubSub.Publish("room", "\uD800");

        ServerFrame[] frames = new ServerFrame[8];
        for (int i = 0; i < frames.Length; i++) frames[i] = await ann.ReadFrameAsync();
        Assert.Equal([0x81, 0x81, 0x81, 0x82, 0x82, 0x81, 0x81, 0x81], frames.Select(frame => (int)frame.First));
        Assert.Equal(["text", "chars", "utf8 é", "\u0001\u0002\u0003", "\u0004"], frames[..5].Select(frame => frame.Text));
        Assert.Contains("\"tea\"", frames[5].Text, StringComparison.Ordinal);
        Assert.Equal(["", "\uFFFD"], frames[6..].Select(frame => frame.Text));
        Assert.Throws<ArgumentException>(() => PubSub.PublishUtf8("room", [0xFF]));
    }

    [Fact]
    public async Task Subscribing_twice_changes_nothing_and_says_so()
    {
        RawPeer ann = await OpenAsync("room");
        Assert.Equal("False", await AskAsync(ann, "subscribe room"));
        Assert.Equal(1, PubSub.SubscriberCount("room"));
        Assert.Equal("True", await AskAsync(ann, "unsubscribe room"));
        Assert.Equal("False", await AskAsync(ann, "unsubscribe room"));
        Assert.Equal(0, PubSub.SubscriberCount("room"));
        Assert.Equal(0, Topics.Count);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("finish")]
    [InlineData("reset")]
    public async Task A_connection_that_ends_leaves_all_its_topics_before_OnClose(string how)
    {
        RawPeer ann = await OpenAsync("room", "hall"), watcher = await OpenAsync("ends");
        switch (how)
        {
            case "close": await ann.SendAsync(ClientFrame.Close(1000)); break;
            case "finish": ann.FinishSending(); break;
            case "reset": ann.Reset(); break;
        }

        Assert.Equal(how == "close" ? "1000 False" : "1006 False", (await watcher.ReadFrameAsync()).Text);
        Assert.Equal(0, PubSub.SubscriberCount("room"));
        Assert.Equal(0, PubSub.SubscriberCount("hall"));
        Assert.Equal(1, Topics.Count);
    }

    [Fact]
    public async Task One_subscription_too_many_closes_with_1008()
    {
        RawPeer ann = await OpenAsync("a", "b", "c");
        Assert.Equal("False", await AskAsync(ann, "subscribe c"));
        await ann.SendAsync(ClientFrame.Text("subscribe d"));
        Assert.Equal(1008, (await ann.ReadFrameAsync()).CloseCode);
        Assert.Equal("close 1008", await _calls.NextAsync());
        Assert.Equal(0, Topics.Count);
    }

    [Fact]
    public async Task A_thousand_subscribers_get_every_message_once_and_in_order()
    {
        const int Subscribers = 1_000, Messages = 20;
        for (int i = 0; i < Subscribers; i++) await OpenPatientAsync();
        Assert.Equal(Subscribers, PubSub.SubscriberCount("crowd"));

        for (int i = 0; i < Messages; i++) PubSub.Publish("crowd", $"message {i:00}");
        PubSub.PublishBinary("crowd", [0xFF]);
        foreach (RawPeer peer in _peers)
        {
            for (int i = 0; i < Messages; i++) Assert.Equal($"message {i:00}", (await peer.ReadFrameAsync()).Text);
            Assert.Equal([0xFF], (await peer.ReadFrameAsync()).Payload);
        }
    }

    [Fact]
    public async Task One_that_does_not_read_delays_nobody()
    {
        RawPeer slow = await OpenPatientAsync(), quick = await OpenPatientAsync();
        byte[] large = new byte[32 * 1024];
        for (int i = 0; i < 1_000; i++)
        {
            large[0] = (byte)i;
            PubSub.PublishBinary("crowd", large);
            Assert.Equal((byte)i, (await quick.ReadFrameAsync()).Payload[0]);
        }

        Assert.Equal(2, PubSub.SubscriberCount("crowd"));
        Assert.Equal(large.Length, (await slow.ReadFrameAsync()).Payload.Length);
    }

    [Fact]
    public async Task One_that_does_not_read_is_closed_with_1008_where_its_route_says_so()
    {
        RawPeer slow = await OpenAsync("room"), quick = await OpenPatientAsync("room");
        byte[] large = new byte[32 * 1024];
        Task<string> closed = _calls.NextAsync();
        int published = 0;
        for (; !closed.IsCompleted; published++)
        {
            PubSub.PublishBinary("room", large);
            Assert.Equal(large.Length, (await quick.ReadFrameAsync()).Payload.Length);
        }

        Assert.Equal("close 1008", await closed);
        Assert.InRange(published, 8, int.MaxValue);
        Assert.Equal(1, PubSub.SubscriberCount("room"));
        GC.KeepAlive(slow);
    }

    [Fact]
    public async Task Subscribers_may_come_and_go_while_messages_are_published()
    {
        RawPeer steady = await OpenPatientAsync();
        using var stop = new CancellationTokenSource();
        using var unread = new SemaphoreSlim(100);
        Task publishing = Task.Run(
            async () =>
            {
                for (int i = 0; !stop.IsCancellationRequested; i++)
                {
                    Assert.True(await unread.WaitAsync(Guard.Limit));
                    PubSub.Publish("crowd", $"{i}");
                }

                PubSub.Publish("crowd", "the end");
            },
            TestContext.Current.CancellationToken);
        Task reading = Task.Run(
            async () =>
            {
                string text;
                for (int i = 0; (text = (await steady.ReadFrameAsync()).Text) != "the end"; i++)
                {
                    Assert.Equal($"{i}", text);
                    unread.Release();
                }
            },
            TestContext.Current.CancellationToken);

        for (int i = 0; i < 50; i++)
        {
            RawPeer peer = await OpenPatientAsync();
            int first = int.Parse((await peer.ReadFrameAsync()).Text, null);
            Assert.Equal($"{first + 1}", (await peer.ReadFrameAsync()).Text);
            if (i % 2 == 0) peer.Reset();
            else peer.Dispose();
        }

        await stop.CancelAsync();
        await publishing.Guarded();
        await reading.Guarded();
    }

    [Fact]
    public void A_topic_may_be_any_text_but_null()
    {
        PubSub.Publish("", "nobody hears it");
        Assert.Throws<ArgumentNullException>(() => PubSub.Publish(null!, "text"));
        Assert.Throws<ArgumentNullException>(() => PubSub.Publish("room", (string)null!));
        Assert.Throws<ArgumentNullException>(() => PubSub.SubscriberCount(null!));
    }

    private async Task<RawPeer> OpenAsync(params string[] topics)
    {
        RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/topics");
        _peers.Add(peer);
        foreach (string topic in topics) Assert.Equal("True", await AskAsync(peer, $"subscribe {topic}"));
        return peer;
    }

    private async Task<RawPeer> OpenPatientAsync(string topic = "crowd")
    {
        RawPeer peer = await RawPeer.OpenAsync(_app.Port, $"/topics/{topic}");
        _peers.Add(peer);
        while ((await peer.ReadFrameAsync()).Text != "ready")
        {
            // The peer is subscribed before it reports that.
        }

        return peer;
    }

    private static async Task<string> AskAsync(RawPeer peer, string command)
    {
        await peer.SendAsync(ClientFrame.Text(command));
        return (await peer.ReadFrameAsync()).Text;
    }
}
