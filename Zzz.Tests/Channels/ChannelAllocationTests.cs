using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit;
using Zzz.Channels.Receiving;
using Zzz.Channels.Wire;

namespace Zzz.Tests.Channels;

/// <summary>An event, its reply and a delivery allocate nothing, and a broadcast is written once, whatever the number of subscribers.</summary>
[Collection(nameof(AloneCollection))]
public sealed class ChannelAllocationTests
{
    private const int Subscribers = 10_000;

    /// <summary>The smallest object is 24 bytes. One per delivery would be 240,000 per broadcast.</summary>
    private const long HalfAnObjectPerHundredDeliveries = 12 * Subscribers / 100;

    private readonly CountingConverter _converter = new();
    private readonly JsonSerializerOptions _settings;

    public ChannelAllocationTests() => _settings = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { _converter } };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broadcast_to_10_000_subscribers_is_written_once_and_allocates_nothing_per_delivery(bool compressed)
    {
        ChannelCrowd crowd = Crowd(Room());
        for (int i = 0; i < Subscribers; i++) await crowd.JoinAsync(i % 2 == 0 ? ChannelSerializer.V1 : ChannelSerializer.V2, compressed: compressed);
        Assert.InRange(await LeastOfABroadcastAsync(crowd, compressed), 0, HalfAnObjectPerHundredDeliveries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broadcast_that_is_kept_is_written_once_too_and_allocates_only_its_entry(bool compressed)
    {
        ChannelCrowd crowd = Crowd(Room(new HistoryAttribute(10)));
        TopicPosition start = await crowd.Hub.PositionAsync(ChannelCrowd.Topic);
        for (int i = 0; i < Subscribers; i++)
        {
            await (i % 4 == 0
                ? crowd.JoinAsync(ChannelSerializer.V1, compressed: compressed)
                : crowd.JoinAsync(ChannelSerializer.V2, i % 4 == 1 ? null : """{"id":"a"}""", compressed));
        }

        crowd.Say(1000);
        int entry = crowd.After(start)!.Size;
        Assert.InRange(await LeastOfABroadcastAsync(crowd, compressed), 0, entry + HalfAnObjectPerHundredDeliveries);
    }

    [Fact]
    public async Task An_event_and_its_reply_allocate_nothing()
    {
        var room = new ChannelScript().On("ok", (_, message) => message.Reply()).On("seven", (_, message) => message.Reply(7))
            .On("answer", (_, message) => message.Answer(Reply.Ok())).On("seventh", (_, message) => message.Answer(Reply.Ok(7)));
        ChannelPeer peer = await Crowd(room).JoinAsync(ChannelSerializer.V2);
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

    private static ChannelScript Room(params object[] metadata) =>
        new ChannelScript { Metadata = metadata }.On("say", (socket, message) => socket.Broadcast("said", message.Json<Text>()));

    /// <summary>Returns the least that a broadcast allocated, after checking that each payload was serialized once.</summary>
    private async Task<long> LeastOfABroadcastAsync(ChannelCrowd crowd, bool compressed)
    {
        ChannelPeer sender = await crowd.JoinAsync(ChannelSerializer.V2, compressed: compressed);
        WsMessage say = Message($$"""["1",null,"room:1","say",{"body":"{{new string('x', 1000)}}"}]""");
        long least = long.MaxValue;
        int written = _converter.Written, broadcasts = 0;
        for (int round = 0; round < 200 && least > HalfAnObjectPerHundredDeliveries; round++)
        {
            long before = GC.GetTotalAllocatedBytes();
            await sender.ReceiveAsync(say);
            crowd.AwaitDrained();
            least = Math.Min(least, GC.GetTotalAllocatedBytes() - before);
            broadcasts++;
        }

        Assert.Equal(broadcasts, _converter.Written - written);
        return least;
    }

    private static void Receive(ChannelPeer peer, WsMessage[] messages)
    {
        foreach (WsMessage message in messages)
        {
            ValueTask receiving = peer.ReceiveAsync(message);
            Assert.True(receiving.IsCompletedSuccessfully, "It had to wait.");
        }
    }

    private static WsMessage Message(string json) => ChannelCrowd.Message(json);

    private ChannelCrowd Crowd(ChannelScript room) => new(room, _settings);

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
