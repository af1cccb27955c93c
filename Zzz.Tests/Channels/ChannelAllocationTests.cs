using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Zzz.Channels.Members;
using Zzz.Channels.Receiving;
using Zzz.Channels.Routing;
using Zzz.Channels.Wire;
using Zzz.Cluster;
using Zzz.Connection;
using Zzz.Connection.Timing;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.PubSub;
using Zzz.Telemetry;
using Zzz.Tests.Channels.History;
using Zzz.Tests.Connection;
using Zzz.Tests.Peers;
using Zzz.Tests.PubSub;

namespace Zzz.Tests.Channels;

/// <summary>An event, its reply and a delivery allocate nothing, and a broadcast is written once, whatever the number of subscribers.</summary>
[Collection(nameof(AloneCollection))]
public sealed class ChannelAllocationTests
{
    private const int Subscribers = 10_000;

    /// <summary>The smallest object is 24 bytes. One per delivery would be 240,000 per broadcast.</summary>
    private const long HalfAnObjectPerHundredDeliveries = 12 * Subscribers / 100;

    private static readonly RouteMetrics Metrics = new ConnectionMetrics(new Meter("Zzz")).For("/channels");

    private readonly Topics _topics = TestTopics.New();
    private readonly CountingConverter _converter = new();
    private readonly WsJson _json;
    private readonly ChannelHub _hub;

    public ChannelAllocationTests()
    {
        var settings = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { _converter } };
        _json = new WsJson(settings, [ChannelJson.Default]);
        _hub = new ChannelHub(
            new AppJson(settings), TestFeeds.New(), new LocalBackplane(), TimeProvider.System, NullLogger<ChannelHub>.Instance);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broadcast_to_10_000_subscribers_is_written_once_and_allocates_nothing_per_delivery(bool compressed)
    {
        var room = new ChannelScript().On("say", (socket, message) => socket.Broadcast("said", message.Json<Text>()));
        var peers = new ChannelPeer[Subscribers];
        var connections = new ServerConnection[Subscribers];
        for (int i = 0; i < Subscribers; i++)
            (peers[i], connections[i]) = await JoinedAsync(room, i % 2 == 0 ? ChannelSerializer.V1 : ChannelSerializer.V2, compressed);
        WsMessage say = Message($$"""["1",null,"room:1","say",{"body":"{{new string('x', 1000)}}"}]""");

        long least = long.MaxValue;
        int written = _converter.Written, broadcasts = 0;
        for (int round = 0; round < 200 && least > HalfAnObjectPerHundredDeliveries; round++)
        {
            long before = GC.GetTotalAllocatedBytes();
            await peers[1].ReceiveAsync(say);
            AwaitDrained(connections);
            least = Math.Min(least, GC.GetTotalAllocatedBytes() - before);
            broadcasts++;
        }

        Assert.True(least <= HalfAnObjectPerHundredDeliveries, $"A broadcast to {Subscribers} subscribers allocated {least} bytes.");
        Assert.Equal(broadcasts, _converter.Written - written);
    }

    [Fact]
    public async Task An_event_and_its_reply_allocate_nothing()
    {
        var room = new ChannelScript().On("ok", (_, message) => message.Reply()).On("seven", (_, message) => message.Reply(7))
            .On("answer", (_, message) => message.Answer(Reply.Ok())).On("seventh", (_, message) => message.Answer(Reply.Ok(7)));
        (ChannelPeer peer, _) = await JoinedAsync(room, ChannelSerializer.V2, compressed: false);
        WsMessage[] messages =
        [
            Message("""["1","2","room:1","ok",{}]"""),
            Message("""["1","3","room:1","seven",{"a":1}]"""),
            Message("""["1","6","room:1","answer",{}]"""),
            Message("""["1","7","room:1","seventh",{}]"""),
            Message("""["1","4","room:1","none",{}]"""),
            Message("""[null,"5","phoenix","heartbeat",{}]"""),
        ];
        long least = long.MaxValue;
        for (int round = 0; round < 20 && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++) Receive(peer, messages);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // The pool may have to grow while another thread flushes late, so the minimum over all rounds is the steady state.
        Assert.Equal(0, least);
    }

    private static void Receive(ChannelPeer peer, WsMessage[] messages)
    {
        foreach (WsMessage message in messages)
        {
            ValueTask receiving = peer.ReceiveAsync(message);
            Assert.True(receiving.IsCompletedSuccessfully, "It had to wait.");
        }
    }

    /// <summary>Waits until no data is waiting to be sent.</summary>
    private static void AwaitDrained(ServerConnection[] connections)
    {
        long began = Stopwatch.GetTimestamp();
        foreach (ServerConnection connection in connections)
        {
            while (connection.BufferedBytes > 0)
            {
                if (Stopwatch.GetElapsedTime(began) > Guard.Limit) Assert.Fail($"{connection.BufferedBytes} bytes still wait.");
                Thread.Yield();
            }
        }
    }

    private static WsMessage Message(string json) => new(WsMessageKind.Text, Encoding.UTF8.GetBytes(json));

    private async Task<(ChannelPeer Peer, ServerConnection Connection)> JoinedAsync(ChannelScript room, ChannelSerializer serializer, bool compressed)
    {
        var wheel = new TimerWheel(TimeProvider.System);
        var connection = new ServerConnection(
            new ScriptedSession(),
            new CountingTransport(),
            new ScriptedRequest { Deflate = compressed ? new DeflateParameters(false, 15, false, 15) : null },
            TestRoute.New(TimeProvider.System, _topics),
            new ConnectionTelemetry(Metrics, TimeProvider.System));
        var route = new ChannelRoute(
            [new RoutedChannel(room.Definition, _ => null)], new ChannelOptions { RateLimit = null }, _json, _hub, wheel, NullLogger.Instance);
        var peer = new ChannelPeer(connection, route, serializer, () => throw new InvalidOperationException("No services."), new Turn());
        await peer.ReceiveAsync(Message(serializer == ChannelSerializer.V1
            ? """{"topic":"room:1","event":"phx_join","payload":{},"ref":"1"}"""
            : """["1","1","room:1","phx_join",{}]"""));
        return (peer, connection);
    }

    private sealed class CountingConverter : JsonConverter<Text>
    {
        public int Written { get; private set; }

        public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return Said;
        }

        public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
        {
            Written++;
            writer.WriteStartObject();
            writer.WriteString("body"u8, value.Body);
            writer.WriteEndObject();
        }

        private static readonly Text Said = new(new string('x', 1000));
    }
}
