using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using Zzz.Tests.Peers;
using static Zzz.Tests.Channels.History.RecoveryRoom;

namespace Zzz.Tests.Channels.History;

/// <summary>Clients that lose their connection receive what they missed, once and in order, or are notified that they cannot.</summary>
public class RecoveryTests
{
    [Fact]
    public async Task A_client_that_asks_receives_positions_and_others_receive_what_they_always_did()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer asks = await app.ConnectAsync("V2"), phoenix = await app.JoinAsync("V2", Room), old = await app.JoinAsync("V1", Room);
        TopicPosition start = await JoinAsync(asks);
        Assert.Equal(0, start.Offset);
        Say(app, "a");
        Say(app, "b");
        await ExpectAsync(asks, "a", 1);
        await ExpectAsync(asks, "b", 2);
        foreach (ChannelTestPeer peer in new[] { phoenix, old })
        {
            await peer.ExpectAsync(null, null, Room, "said", """{"body":"a"}""");
            await peer.ExpectAsync(null, null, Room, "said", """{"body":"b"}""");
        }
    }

    [Fact]
    public async Task A_client_that_comes_back_receives_what_it_missed_after_the_reply_and_then_what_is_new()
    {
        await using ChannelApp app = await StartAsync();
        TopicPosition seen = await SeenAsync(app, "a");
        Say(app, "b");
        Say(app, "c");
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        Assert.Equal($$"""{"at":["{{seen.Epoch}}",1],"recovered":true,"count":2}""", await RejoinAsync(peer, seen));
        await ExpectAsync(peer, "b", 2);
        await ExpectAsync(peer, "c", 3);
        Say(app, "d");
        await ExpectAsync(peer, "d", 4);
    }

    [Fact]
    public async Task A_client_that_missed_nothing_recovers_nothing()
    {
        await using ChannelApp app = await StartAsync();
        TopicPosition seen = await SeenAsync(app, "a");
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        Assert.Equal($$"""{"at":["{{seen.Epoch}}",1],"recovered":true,"count":0}""", await RejoinAsync(peer, seen));
        await peer.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("another epoch")]
    [InlineData("a position of the future")]
    [InlineData("a position whose messages are forgotten")]
    public async Task A_client_that_cannot_recover_is_told_the_new_position_and_receives_no_part(string why)
    {
        await using ChannelApp app = await StartAsync(new HistoryAttribute(2));
        TopicPosition seen = await SeenAsync(app, "a");
        foreach (string text in new[] { "b", "c", "d" }) Say(app, text);
        TopicPosition sent = why switch
        {
            "another epoch" => new TopicPosition("other", 3),
            "a position of the future" => seen with { Offset = 5 },
            _ => seen,
        };
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        Assert.Equal($$"""{"at":["{{seen.Epoch}}",4],"recovered":false}""", await RejoinAsync(peer, sent));
        Say(app, "e");
        await ExpectAsync(peer, "e", 5);
    }

    [Fact]
    public async Task More_than_a_thousand_missed_messages_are_not_sent_again()
    {
        await using ChannelApp app = await StartAsync(new HistoryAttribute(2000));
        TopicPosition seen = await SeenAsync(app, "a");
        for (int i = 0; i < 1000; i++) Say(app, "x");
        using ChannelTestPeer first = await app.ConnectAsync("V2"), second = await app.ConnectAsync("V2");
        Assert.Contains("\"count\":1000", await RejoinAsync(first, seen), StringComparison.Ordinal);
        Say(app, "x");
        Assert.Equal($$"""{"at":["{{seen.Epoch}}",1002],"recovered":false}""", await RejoinAsync(second, seen));
    }

    [Fact]
    public async Task Missed_messages_larger_than_half_of_the_buffer_are_not_sent_again()
    {
        await using ChannelApp app = await StartAsync(new HistoryAttribute(100) { MaxBytes = 1 << 20 });
        TopicPosition seen = await SeenAsync(app, "a");
        for (int i = 0; i < 9; i++) Say(app, new string('x', 60_000));
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        Assert.Contains("\"recovered\":false", await RejoinAsync(peer, seen), StringComparison.Ordinal);
        await peer.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("""{"id":17}""")]
    [InlineData("""{"id":"a","at":["k3f9","17"]}""")]
    [InlineData("""{"id":"a","at":17}""")]
    [InlineData("""{"id":"01234567890123456789012345678901234567890123456789"}""")]
    public async Task A_malformed_position_is_refused(string extension)
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await peer.Raw.SendAsync(ClientFrame.Text($$"""["1","1","{{Room}}","phx_join",{},{{extension}}]"""));
        await peer.ExpectErrorAsync("1", "1", Room, "invalid position");
    }

    [Fact]
    public async Task A_topic_without_a_history_says_so_only_to_a_client_that_has_a_position()
    {
        await using ChannelApp app = await ChannelApp.StartAsync(new ChannelScript());
        using ChannelTestPeer first = await app.ConnectAsync("V2"), again = await app.ConnectAsync("V2");
        await SendJoinAsync(first, """{"id":"a"}""");
        await first.ExpectOkAsync("1", "1", Room);
        Assert.Equal("""{"recovered":false}""", await RejoinAsync(again, new TopicPosition("e", 1)));
        Say(app, "a");
        await again.ExpectAsync(null, null, Room, "said", """{"body":"a"}""");
    }

    [Fact]
    public async Task A_client_does_not_receive_its_own_messages_again_and_others_do()
    {
        var room = new ChannelScript { Metadata = [new HistoryAttribute(10)] }
            .On("others", (socket, message) => socket.BroadcastFrom("said", message.Json<Text>()));
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer sender = await app.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(sender, "ada");
        await sender.SendAsync("1", null, Room, "others", """{"body":"mine"}""");
        await sender.ExpectNothingAsync();
        Say(app, "all");
        await ExpectAsync(sender, "all", 2);

        using ChannelTestPeer again = await app.ConnectAsync("V2"), other = await app.ConnectAsync("V2");
        Assert.Contains("\"count\":1", await RejoinAsync(again, start, "ada"), StringComparison.Ordinal);
        await ExpectAsync(again, "all", 2);
        Assert.Contains("\"count\":2", await RejoinAsync(other, start, "bob"), StringComparison.Ordinal);
        await ExpectAsync(other, "mine", 1);
        await ExpectAsync(other, "all", 2);
    }

    [Fact]
    public async Task A_client_whose_own_messages_have_filled_the_history_has_missed_nothing()
    {
        var room = new ChannelScript { Metadata = [new HistoryAttribute(2)] }
            .On("others", (socket, message) => socket.BroadcastFrom("said", message.Json<Text>()));
        await using ChannelApp app = await ChannelApp.StartAsync(room);
        using ChannelTestPeer sender = await app.ConnectAsync("V2"), again = await app.ConnectAsync("V2"), other = await app.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(sender, "ada");
        Say(app, "seen");
        await ExpectAsync(sender, "seen", 1);
        for (int i = 0; i < 4; i++) await sender.SendAsync("1", null, Room, "others", """{"body":"mine"}""");
        await sender.ExpectNothingAsync();
        Say(app, "missed");
        Assert.Contains("\"recovered\":true,\"count\":1", await RejoinAsync(again, start with { Offset = 1 }, "ada"), StringComparison.Ordinal);
        await ExpectAsync(again, "missed", 6);
        Assert.Contains("\"recovered\":false", await RejoinAsync(other, start with { Offset = 1 }, "bob"), StringComparison.Ordinal);
        using ChannelTestPeer late = await app.ConnectAsync("V2");
        Assert.Contains("\"recovered\":false", await RejoinAsync(late, start, "ada"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Excepted_events_have_no_position_and_are_not_sent_again()
    {
        await using ChannelApp app = await StartAsync(new HistoryAttribute(10) { Except = ["typing"] });
        using ChannelTestPeer peer = await app.ConnectAsync("V2"), again = await app.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(peer);
        app.Channels.Broadcast(Room, "typing", new Text("..."));
        Say(app, "a");
        await peer.ExpectAsync(null, null, Room, "typing", """{"body":"..."}""");
        await ExpectAsync(peer, "a", 1);
        Assert.Contains("\"count\":1", await RejoinAsync(again, start), StringComparison.Ordinal);
        await ExpectAsync(again, "a", 1);
    }

    [Fact]
    public async Task Binary_broadcasts_have_positions_too()
    {
        await using ChannelApp app = await StartAsync();
        using ChannelTestPeer peer = await app.ConnectAsync("V2"), phoenix = await app.JoinAsync("V2", Room), again = await app.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(peer);
        app.Channels.BroadcastBinary(Room, "bytes", [0xFF]);
        byte[] expected = [3, 6, 5, 0, 0, 0, 0, 0, 0, 0, 1, .. "room:1bytes"u8, 0xFF];
        Assert.Equal(expected, (await peer.Raw.ReadFrameAsync()).Payload);
        Assert.Equal([2, 6, 5, .. "room:1bytes"u8, 0xFF], (await phoenix.Raw.ReadFrameAsync()).Payload);
        await RejoinAsync(again, start);
        Assert.Equal(expected, (await again.Raw.ReadFrameAsync()).Payload);
    }

    [Fact]
    public async Task A_page_that_is_rendered_at_a_position_misses_nothing()
    {
        await using ChannelApp app = await StartAsync();
        TopicPosition rendered = await app.Channels.PositionAsync(Room);
        Say(app, "a");
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        Assert.Contains("\"recovered\":true", await RejoinAsync(peer, rendered), StringComparison.Ordinal);
        await ExpectAsync(peer, "a", 1);
        Assert.Equal($"""["{rendered.Epoch}",1]""", JsonSerializer.Serialize(await app.Channels.PositionAsync(Room), JsonSerializerOptions.Web));
    }

    [Fact]
    public async Task A_topic_without_a_history_has_no_position()
    {
        await using ChannelApp app = await StartAsync();
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await app.Channels.PositionAsync("hall:1"));
        Assert.Equal("The topic 'hall:1' has no history: no channel that serves it is marked [History].", thrown.Message);
    }

    [Theory]
    [InlineData(0, 5, 1, "Messages must be 1 to 10000, not 0")]
    [InlineData(10_001, 5, 1, "Messages must be 1 to 10000, not 10001")]
    [InlineData(1, 0, 1, "Minutes must be more than zero and at most a year, not 0")]
    [InlineData(1, double.NaN, 1, "Minutes must be more than zero and at most a year, not NaN")]
    [InlineData(1, 5, 0, "MaxBytes must be at least 1, not 0")]
    public async Task Limits_that_keep_nothing_are_refused_at_startup(int messages, double minutes, int maxBytes, string message)
    {
        var history = new HistoryAttribute(messages) { Minutes = minutes, MaxBytes = maxBytes };
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(history));
        Assert.Equal($"[History] on 'ScriptedChannel': {message}.", thrown.Message);
    }

    [Fact]
    public async Task Joins_in_the_middle_of_broadcasts_receive_each_message_once_and_in_order()
    {
        const int Publishers = 4, Each = 250, Joins = 20;
        await using ChannelApp app = await StartAsync(new HistoryAttribute(2000));
        using ChannelTestPeer first = await app.ConnectAsync("V2");
        TopicPosition start = await JoinAsync(first);
        Task publishing = Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++) Say(app, "x");
        }, TestContext.Current.CancellationToken)));
        var peers = new List<ChannelTestPeer>();
        try
        {
            for (int i = 0; i < Joins; i++)
            {
                peers.Add(await app.ConnectAsync("V2"));
                Assert.Contains("\"recovered\":true", await RejoinAsync(peers[i], start), StringComparison.Ordinal);
            }

            await publishing.Guarded();
            foreach (ChannelTestPeer peer in peers.Prepend(first))
                for (int offset = 1; offset <= Publishers * Each; offset++) await ExpectAsync(peer, "x", offset);
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }
    }

    [Fact]
    public async Task A_client_that_reads_too_slowly_is_closed_although_others_may_miss_messages()
    {
        await using ChannelApp app = await ChannelApp.StartAsync(
            _ => { },
            builder => builder.Services.Configure<ZzzOptions>(options => (options.SlowConsumer, options.MaxBufferedBytes) = (WsSlowConsumer.Drop, 1)),
            new ChannelScript { Metadata = [new HistoryAttribute(10)] });
        using ChannelTestPeer peer = await app.ConnectAsync("V2");
        await JoinAsync(peer);
        string large = new('x', 500_000);
        for (int i = 0; i < 80; i++) Say(app, large); // more than the system buffers, and soon enough for the server, which waits 5 s for a close frame
        ServerFrame frame;
        do frame = await peer.Raw.ReadFrameAsync();
        while (frame.First == 0x81);
        Assert.Equal((0x88, 1008), (frame.First, frame.CloseCode));
    }

    [Fact]
    public async Task A_message_that_an_observer_broadcasts_in_the_middle_of_another_follows_it()
    {
        ChannelApp? app = null;
        var logger = new Broadcaster(() => Say(app!, "from the log"));
        await using (app = await ChannelApp.StartAsync(
            _ => { },
            builder =>
            {
                builder.Services.Configure<ZzzOptions>(options => options.MaxBufferedBytes = 1);
                builder.Logging.AddProvider(logger);
            },
            new ChannelScript { Metadata = [new HistoryAttribute(10)] }))
        {
            using ChannelTestPeer slow = await app.ConnectAsync("V2"), other = await app.ConnectAsync("V2");
            await JoinAsync(slow);
            await JoinAsync(other);
            TopicPosition before = await app.Channels.PositionAsync(Room);
            Task<List<long>> reading = Task.Run(async () =>
            {
                var offsets = new List<long>();
                while (true)
                {
                    string text = (await other.Raw.ReadFrameAsync()).Text;
                    offsets.Add(JsonElement.Parse(text)[5].GetInt64());
                    if (text.Contains("from the log", StringComparison.Ordinal)) return offsets;
                }
            }, TestContext.Current.CancellationToken);
            string large = new('x', 500_000);
            while (!logger.HasBroadcast)
            {
                Say(app, large);
                await Task.Yield();
            }

            List<long> offsets = await reading.Guarded();
            Assert.Equal(Enumerable.Range(1, offsets.Count).Select(offset => before.Offset + offset), offsets);
        }
    }

    [Theory]
    [InlineData(0, "a name in Except has more than 255 bytes in UTF-8, so it is not that of any event")]
    [InlineData(1, "Except must not contain null")]
    [InlineData(2, "Except must not be null")]
    public async Task Names_that_no_event_has_are_refused_at_startup(int which, string message)
    {
        string[]?[] names = [["a", new string('x', 256)], [null!], null];
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => StartAsync(new HistoryAttribute(1) { Except = names[which]! }));
        Assert.Equal($"[History] on 'ScriptedChannel': {message}.", thrown.Message);
    }

    /// <summary>Broadcasts when the log says that a client reads too slowly, once.</summary>
    private sealed class Broadcaster(Action broadcast) : ILoggerProvider, ILogger
    {
        private int _has;

        public bool HasBroadcast => Volatile.Read(ref _has) != 0;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains("reads too slowly", StringComparison.Ordinal) && Interlocked.Exchange(ref _has, 1) == 0) broadcast();
        }

        public void Dispose()
        {
        }
    }
}
