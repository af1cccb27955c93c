using System.Text;
using Xunit;
using Zzz.Protocol;
using Zzz.PubSub;

namespace Zzz.Tests.PubSub;

public class TopicEnvelopeTests
{
    [Theory]
    [InlineData("room", WsMessageKind.Text, true, "hello")]
    [InlineData("", WsMessageKind.Binary, false, "")]
    [InlineData("Zürich/東京/😀", WsMessageKind.Text, false, "é")]
    public void What_is_written_is_read(string topic, WsMessageKind kind, bool compress, string payload)
    {
        PooledBuffer written = TopicEnvelope.Write(topic, kind, Encoding.UTF8.GetBytes(payload), compress);
        Assert.True(TopicEnvelope.TryRead(written.Span, out TopicEnvelope read));
        Assert.Equal(topic, Encoding.UTF8.GetString(read.Topic));
        Assert.Equal(payload, Encoding.UTF8.GetString(read.Payload));
        Assert.Equal((kind, compress), (read.Kind, read.Compress));
    }

    [Fact]
    public void Its_form_is_one_that_other_versions_know()
    {
        PooledBuffer written = TopicEnvelope.Write("ab", WsMessageKind.Binary, [9, 8], compress: false);
        Assert.Equal([3, 2, 0, 0, 0, (byte)'a', (byte)'b', 9, 8], written.Span.ToArray());
    }

    [Fact]
    public void The_form_of_a_close_is_one_that_other_versions_know()
    {
        PooledBuffer written = TopicEnvelope.WriteClose("ab", new ClosePayload((WsCloseCode)4001, "c"));
        Assert.Equal([4, 2, 0, 0, 0, (byte)'a', (byte)'b', 0x0F, 0xA1, (byte)'c'], written.Span.ToArray());
        Assert.True(TopicEnvelope.TryRead(written.Span, out TopicEnvelope read));
        Assert.Equal(new ClosePayload((WsCloseCode)4001, "c"), read.Closing);
    }

    [Theory]
    [InlineData("04 00000000")] // no code
    [InlineData("04 00000000 0F")]
    [InlineData("04 00000000 03EE")] // 1006 is never on the wire
    [InlineData("04 00000000 03F2")] // 1010 is for clients
    [InlineData("04 00000000 03E8 FF")] // no UTF-8
    [InlineData("05 00000000 03E8")]
    public void A_close_that_no_server_may_send_is_refused(string bytes) =>
        Assert.False(TopicEnvelope.TryRead(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), out _));

    [Fact]
    public void Whatever_comes_is_read_or_refused()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            byte[] bytes = new byte[random.Next(12)];
            random.NextBytes(bytes);
            if (bytes.Length > 4) bytes.AsSpan(2, 3).Clear();
            if (TopicEnvelope.TryRead(bytes, out TopicEnvelope read)) Assert.Equal(bytes.Length, 5 + read.Topic.Length + read.Payload.Length);
        }
    }
}
