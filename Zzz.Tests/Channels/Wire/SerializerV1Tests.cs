using System.Text;
using Xunit;
using Zzz.Channels.Wire;
using Zzz.Protocol;

namespace Zzz.Tests.Channels.Wire;

public class SerializerV1Tests
{
    [Theory]
    [InlineData("""{"topic":"room:lobby","event":"new_msg","payload":{"body":"hi"},"ref":"1"}""")]
    [InlineData(""" { "ref" : "1" , "payload" :{"body":"hi"}, "event" : "new_msg" , "topic" : "room:lobby" } """)]
    [InlineData("""{"join_ref":"9","topic":"room:lobby","event":"new_msg","payload":{"body":"hi"},"ref":"1","more":[{}]}""")]
    [InlineData("""{"topic":"ro\u006fm:lobby","\u0065vent":"new_msg","payload":{"body":"hi"},"ref":"\u0031"}""")]
    public void An_event_is_read(string json)
    {
        Assert.True(ChannelSerializer.V1.TryRead(Message(json), out Envelope envelope));

        Assert.Equal(("", "1", "room:lobby", "new_msg", """{"body":"hi"}"""), Read.Texts(envelope));
        Assert.False(envelope.IsBinary);
    }

    [Fact]
    public void The_ref_of_a_join_stands_for_its_join_ref()
    {
        ChannelSerializer.V1.TryRead(Message("""{"topic":"t","event":"phx_join","payload":{},"ref":"7"}"""), out Envelope envelope);
        Assert.Equal(("7", "7", "t", "phx_join", "{}"), Read.Texts(envelope));
    }

    [Theory]
    [InlineData("""{"topic":"t","event":"e","payload":0}""", "0")]
    [InlineData("""{"topic":"t","event":"e","payload":null,"ref":null}""", "null")]
    [InlineData("""{"topic":"t","event":"e","payload":"a\"b","ref":null}""", "\"a\\\"b\"")]
    public void A_payload_is_any_JSON_and_a_ref_may_be_missing(string json, string payload)
    {
        Assert.True(ChannelSerializer.V1.TryRead(Message(json), out Envelope envelope));
        Assert.Equal(("", "", "t", "e", payload), Read.Texts(envelope));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""["1","1","t","e",{}]""")]
    [InlineData("""{"event":"e","payload":{},"ref":"1"}""")]
    [InlineData("""{"topic":"t","payload":{},"ref":"1"}""")]
    [InlineData("""{"topic":"t","event":"e","ref":"1"}""")]
    [InlineData("""{"topic":null,"event":"e","payload":{},"ref":"1"}""")]
    [InlineData("""{"topic":"t","event":["e"],"payload":{},"ref":"1"}""")]
    [InlineData("""{"topic":"t","event":"e","payload":{},"ref":1}""")]
    [InlineData("""{"topic":"\ud800","event":"e","payload":{},"ref":"1"}""")]
    [InlineData("""{"topic":"t","event":"e","payload":{},"ref":"1"}{}""")]
    [InlineData("""{"topic":"t","event":"e","payload":{},"ref":"1"},""")]
    public void What_is_not_of_the_shape_is_refused(string json) => Assert.False(ChannelSerializer.V1.TryRead(Message(json), out _));

    [Fact]
    public void Binary_is_refused() =>
        Assert.False(ChannelSerializer.V1.TryRead(new WsMessage(WsMessageKind.Binary, "{}"u8.ToArray()), out _));

    [Fact]
    public void A_message_is_written_in_the_order_topic_event_payload_ref() => Assert.Equal(
        """{"topic":"room:\u00E9","event":"new_msg","payload":{"a":1},"ref":null}""",
        Read.Written((ref PooledBuffer output) => ChannelSerializer.V1.Write(
            ref output, new MessageHead("1"u8, default, "room:é"u8, "new_msg"u8), """{"a":1}"""u8)));

    [Theory]
    [InlineData(true, "ok")]
    [InlineData(false, "error")]
    public void A_reply_is_written(bool ok, string status) => Assert.Equal(
        $$$"""{"topic":"room:lobby","event":"phx_reply","payload":{"status":"{{{status}}}","response":{"a":1}},"ref":"1"}""",
        Read.Written((ref PooledBuffer output) => ChannelSerializer.V1.WriteReply(
            ref output, new MessageHead("9"u8, "1"u8, "room:lobby"u8, default), ok, """{"a":1}"""u8)));

    [Fact]
    public void There_is_no_binary_shape()
    {
        var output = new PooledBuffer(Array.MaxLength);
        var head = new MessageHead("1"u8, "1"u8, "t"u8, "e"u8);
        Assert.False(ChannelSerializer.V1.TryWriteBinary(ref output, head, default));
        Assert.False(ChannelSerializer.V1.TryWriteBinaryReply(ref output, head, ok: true, default));
        Assert.False(ChannelSerializer.V1.TryWriteBinaryBroadcast(ref output, head, default));
        Assert.Equal(0, output.Length);
    }

    private static WsMessage Message(string json) => new(WsMessageKind.Text, Encoding.UTF8.GetBytes(json));
}
