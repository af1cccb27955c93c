using System.Text;
using Xunit;
using Zzz.Channels.Wire;
using Zzz.Protocol;

namespace Zzz.Tests.Channels.Wire;

public class SerializerV2Tests
{
    [Theory]
    [InlineData("""["1","2","room:lobby","new_msg",{"body":"hi"}]""", "1", "2")]
    [InlineData(""" [ "1" , "2" , "room:lobby" , "new_msg" , {"body":"hi"} ] """, "1", "2")]
    [InlineData("""[null,null,"room:lobby","new_msg",{"body":"hi"}]""", "", "")]
    [InlineData("""["\u0031","2","ro\u006fm:lobby","\u006eew_msg",{"body":"hi"}]""", "1", "2")]
    public void An_event_is_read(string json, string joinRef, string reference)
    {
        Assert.True(ChannelSerializer.V2.TryRead(Message(json), out Envelope envelope));

        Assert.Equal((joinRef, reference, "room:lobby", "new_msg", """{"body":"hi"}"""), Read.Texts(envelope));
        Assert.False(envelope.IsBinary);
    }

    [Theory]
    [InlineData("""["1","2","t","e",{}]""", "")]
    [InlineData("""["1","2","t","e",{},{"id":"a"}]""", """{"id":"a"}""")]
    [InlineData("""["1","2","t","e",{}, [1, {}] ,null,[[]],"x"]""", "[1, {}]")]
    [InlineData("""["1","2","t","e",{},17]""", "17")]
    public void More_elements_are_read_as_Phoenix_reads_them(string json, string extension)
    {
        Assert.True(ChannelSerializer.V2.TryRead(Message(json), out Envelope envelope));
        Assert.Equal((("1", "2", "t", "e", "{}"), extension), (Read.Texts(envelope), Encoding.UTF8.GetString(envelope.Extension.Span)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1.5e3")]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("\"a\\\"b\\ud83d\\ude00\"")]
    [InlineData("[ [], {\"a\" : 1} ]")]
    public void A_payload_is_any_JSON_as_it_came(string payload)
    {
        Assert.True(ChannelSerializer.V2.TryRead(Message($"""["1","2","t","e",{payload}]"""), out Envelope envelope));
        Assert.Equal(("1", "2", "t", "e", payload), Read.Texts(envelope));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"topic":"t","event":"e","payload":{},"ref":"1"}""")]
    [InlineData("""["1","2","t","e"]""")]
    [InlineData("""["1","2","t",null,{}]""")]
    [InlineData("""["1","2",null,"e",{}]""")]
    [InlineData("""["1","2",{"t":1},"e",{}]""")]
    [InlineData("""[1,"2","t","e",{}]""")]
    [InlineData("""["1",2,"t","e",{}]""")]
    [InlineData("""["1","2","t","e",{]""")]
    [InlineData("""["1","2","t","e",{}]]""")]
    [InlineData("""["1","2","t","e",{}] []""")]
    [InlineData("""["1","2","\udc00","e",{}]""")]
    [InlineData("""["1","2","t","e",NaN]""")]
    [InlineData("""["1","2","t","e",{},]""")]
    [InlineData("""["1","2","t","e",{},{}""")]
    [InlineData("""["1","2","t","e",{},{},]""")]
    [InlineData("""["1","2","t","e",{},1 2]""")]
    [InlineData("""/**/["1","2","t","e",{}]""")]
    public void What_is_not_of_the_shape_is_refused(string json) => Assert.False(ChannelSerializer.V2.TryRead(Message(json), out _));

    [Fact]
    public void JSON_that_is_too_deep_is_refused() =>
        Assert.False(ChannelSerializer.V2.TryRead(Message($"""["1","2","t","e",{new string('[', 100)}{new string(']', 100)}]"""), out _));

    [Fact]
    public void A_name_may_have_255_bytes_and_no_more()
    {
        Assert.True(ChannelSerializer.V2.TryRead(Message($"""["1","2","{new string('t', 255)}","e",{"{}"}]"""), out _));
        Assert.True(ChannelSerializer.V2.TryRead(Message($"""["1","2","{Escaped(255)}","e",{"{}"}]"""), out _));
        Assert.False(ChannelSerializer.V2.TryRead(Message($"""["1","2","{Escaped(256)}","e",{"{}"}]"""), out _));
        Assert.False(ChannelSerializer.V2.TryRead(Message($"""["1","2","{new string('t', 256)}","e",{"{}"}]"""), out _));
        Assert.False(ChannelSerializer.V2.TryRead(Message($"""["1","2","{new string('é', 128)}","e",{"{}"}]"""), out _));
        Assert.False(ChannelSerializer.V2.TryRead(Message($"""["1","2","t","{new string('e', 256)}",{"{}"}]"""), out _));
        Assert.False(ChannelSerializer.V2.TryRead(Message($"""["1","{new string('2', 256)}","t","e",{"{}"}]"""), out _));
    }

    [Fact]
    public void A_binary_push_is_read()
    {
        byte[] message = [0, 1, 2, 10, 4, .. "110room:lobbyfile"u8, 0xFF, 0x00];

        Assert.True(ChannelSerializer.V2.TryRead(Binary(message), out Envelope envelope));

        Assert.Equal(("1", "10", "room:lobby", "file"), (Text(envelope.JoinRef), Text(envelope.Ref), Text(envelope.Topic), Text(envelope.Event)));
        Assert.Equal([0xFF, 0x00], envelope.Payload.ToArray());
        Assert.True(envelope.IsBinary);
    }

    [Fact]
    public void A_binary_push_may_have_no_refs_and_no_payload()
    {
        Assert.True(ChannelSerializer.V2.TryRead(Binary([0, 0, 0, 1, 1, .. "te"u8]), out Envelope envelope));
        Assert.Equal(("", "", "t", "e", ""), Read.Texts(envelope));
    }

    [Fact]
    public void A_binary_push_that_is_cut_short_is_refused()
    {
        byte[] message = [0, 1, 2, 10, 4, .. "110room:lobbyfile"u8];
        for (int length = 0; length < message.Length; length++)
            Assert.False(ChannelSerializer.V2.TryRead(Binary(message[..length]), out _));
    }

    [Theory]
    [InlineData((byte)1)]
    [InlineData((byte)2)]
    [InlineData((byte)3)]
    [InlineData((byte)255)]
    public void Another_kind_of_binary_message_is_refused(byte kind) =>
        Assert.False(ChannelSerializer.V2.TryRead(Binary([kind, 0, 0, 1, 1, .. "te"u8]), out _));

    [Fact]
    public void Names_of_a_binary_push_that_are_not_UTF8_are_refused()
    {
        Assert.False(ChannelSerializer.V2.TryRead(Binary([0, 0, 0, 1, 1, 0xFF, (byte)'e']), out _));
        Assert.False(ChannelSerializer.V2.TryRead(Binary([0, 0, 0, 1, 1, 0xC3, 0xA9]), out _)); // together, the two bytes would be a character
    }

    [Fact]
    public void A_message_is_written_as_an_array() => Assert.Equal(
        """["1",null,"room:\u00E9","new_msg",{"a":1}]""",
        Read.Written((ref PooledBuffer output) => ChannelSerializer.V2.Write(
            ref output, new MessageHead("1"u8, default, "room:é"u8, "new_msg"u8), """{"a":1}"""u8)));

    [Fact]
    public void A_broadcast_has_no_refs() => Assert.Equal(
        """[null,null,"room:lobby","new_msg",{"a":1}]""",
        Read.Written((ref PooledBuffer output) => ChannelSerializer.V2.Write(
            ref output, new MessageHead(default, default, "room:lobby"u8, "new_msg"u8), """{"a":1}"""u8)));

    [Theory]
    [InlineData(true, "ok")]
    [InlineData(false, "error")]
    public void A_reply_is_written(bool ok, string status) => Assert.Equal(
        $$"""["1","2","room:lobby","phx_reply",{"status":"{{status}}","response":[]}]""",
        Read.Written((ref PooledBuffer output) => ChannelSerializer.V2.WriteReply(
            ref output, new MessageHead("1"u8, "2"u8, "room:lobby"u8, default), ok, "[]"u8)));

    [Fact]
    public void A_binary_push_of_the_server_has_no_ref() => Assert.Equal(
        [0, 1, 4, 3, .. "1roomnew"u8, 0xFF],
        Read.WrittenBytes((ref PooledBuffer output) => ChannelSerializer.V2.TryWriteBinary(
            ref output, new MessageHead("1"u8, default, "room"u8, "new"u8), [0xFF])));

    [Theory]
    [InlineData(true, "ok")]
    [InlineData(false, "error")]
    public void A_binary_reply_has_a_status_for_its_event(bool ok, string status) => Assert.Equal(
        [1, 1, 2, 4, (byte)status.Length, .. "122room"u8, .. Encoding.ASCII.GetBytes(status), 0xFF],
        Read.WrittenBytes((ref PooledBuffer output) => ChannelSerializer.V2.TryWriteBinaryReply(
            ref output, new MessageHead("1"u8, "22"u8, "room"u8, default), ok, [0xFF])));

    [Fact]
    public void A_binary_broadcast_has_no_refs() => Assert.Equal(
        [2, 4, 3, .. "roomnew"u8, 0xFF],
        Read.WrittenBytes((ref PooledBuffer output) => ChannelSerializer.V2.TryWriteBinaryBroadcast(
            ref output, new MessageHead(default, default, "room"u8, "new"u8), [0xFF])));

    [Theory]
    [InlineData(null, "V1")]
    [InlineData("1.0.0", "V1")]
    [InlineData("1", "V1")]
    [InlineData("2.0.0", "V2")]
    [InlineData("2.1", "V2")]
    [InlineData("", null)]
    [InlineData("3.0.0", null)]
    [InlineData("0.9", null)]
    [InlineData("2.", null)]
    [InlineData("2.0.0.0", null)]
    [InlineData("2.0.0-rc", null)]
    [InlineData("two", null)]
    public void The_client_chooses_by_version(string? version, string? serializer)
    {
        ChannelSerializer? expected = serializer switch
        {
            "V1" => ChannelSerializer.V1,
            "V2" => ChannelSerializer.V2,
            _ => null,
        };
        Assert.Same(expected, ChannelSerializer.Of(version));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        WsMessage text = Message("""["1","2","room:lobby","new_msg",{"body":"hi"}]""");
        WsMessage binary = Binary([0, 1, 2, 10, 4, .. "110room:lobbyfile"u8]);
        bool read = true;
        Measure();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Measure();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(read);

        void Measure()
        {
            for (int i = 0; i < 1000; i++)
                read &= ChannelSerializer.V2.TryRead(text, out _) && ChannelSerializer.V2.TryRead(binary, out _);
        }
    }

    private static string Escaped(int bytes) => string.Concat(Enumerable.Repeat("\\u0074", bytes));

    private static WsMessage Message(string json) => new(WsMessageKind.Text, Encoding.UTF8.GetBytes(json));

    private static WsMessage Binary(byte[] bytes) => new(WsMessageKind.Binary, bytes);

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
