using System.Text;
using Xunit;
using Zzz.Cluster.Messages;

namespace Zzz.Tests.Cluster;

public class NodeMessageTests
{
    private const int EventAt = 3;
    private const int SenderAt = 4;

    private static readonly NodeStamp Stamp = new(0x0807060504030201, 9, 10);

    [Theory]
    [InlineData("", "", "hello")]
    [InlineData("", "", "")]
    [InlineData("größe", "page", "Zürich/東京/😀")]
    public void What_is_written_is_read(string eventName, string sender, string payload)
    {
        foreach (NodeMessageKind kind in Enum.GetValues<NodeMessageKind>())
        {
            var message = new NodeMessage(kind, Encoding.UTF8.GetBytes(payload), Encoding.UTF8.GetBytes(eventName), Encoding.UTF8.GetBytes(sender))
            {
                WantsAnswer = kind > NodeMessageKind.Close,
            };
            Assert.True(NodeMessage.TryRead(message.Write(Stamp).Span, out NodeMessage read));
            Assert.Equal(eventName, Encoding.UTF8.GetString(read.Event));
            Assert.Equal(sender, Encoding.UTF8.GetString(read.Sender));
            Assert.Equal(payload, Encoding.UTF8.GetString(read.Payload));
            Assert.Equal((kind, kind > NodeMessageKind.Close, Stamp), (read.Kind, read.WantsAnswer, read.Stamp));
        }
    }

    [Fact]
    public void The_form_on_the_wire_is_one_that_other_versions_know()
    {
        byte[] written = new NodeMessage(NodeMessageKind.Broadcast, "{}"u8, "c"u8, "ab"u8) { WantsAnswer = true }.Write(Stamp).Span.ToArray();
        Assert.Equal([2, 5, 1, 1, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, .. "cab{}"u8], written);
        Assert.Equal("0807060504030201", Stamp.NodeName);
    }

    [Theory]
    [InlineData(0, 0, 0, "")] // another version
    [InlineData(1, 0, 0, "")]
    [InlineData(3, 0, 0, "")]
    [InlineData(2, 1, 0, "")] // sizes beyond the end
    [InlineData(2, 0, 1, "")]
    [InlineData(2, 1, 1, "61")]
    [InlineData(2, 1, 0, "FF")] // not UTF-8
    [InlineData(2, 0, 0, "FF")]
    public void A_message_of_another_form_is_refused(byte version, byte eventSize, byte senderSize, string rest)
    {
        byte[] bytes = [version, 0, 0, eventSize, senderSize, .. new byte[24], .. Convert.FromHexString(rest)];
        Assert.False(NodeMessage.TryRead(bytes, out _));
        Assert.False(NodeMessage.TryRead(bytes.AsSpan(0, NodeMessage.HeaderSize - 1), out _));
    }

    [Fact]
    public void Whatever_comes_is_read_or_refused()
    {
        var random = new Random(1);
        int understood = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] bytes = new byte[random.Next(48)];
            random.NextBytes(bytes);
            if (bytes.Length > SenderAt) (bytes[0], bytes[EventAt], bytes[SenderAt]) = (2, (byte)(bytes[EventAt] % 4), (byte)(bytes[SenderAt] % 4));
            if (!NodeMessage.TryRead(bytes, out NodeMessage read)) continue;
            understood++;
            Assert.Equal(bytes.Length, NodeMessage.HeaderSize + read.Event.Length + read.Sender.Length + read.Payload.Length);
        }

        Assert.True(understood > 100, $"Only {understood} of the messages were understood.");
    }
}
