using System.Text;
using Xunit;
using Zzz.Cluster;

namespace Zzz.Tests.Cluster;

public class NodeMessageTests
{
    [Theory]
    [InlineData("room", "", "hello")]
    [InlineData("", "", "")]
    [InlineData("Zürich/東京/😀", "größe", "é")]
    public void What_is_written_is_read(string topic, string eventName, string payload)
    {
        foreach (NodeMessageKind kind in Enum.GetValues<NodeMessageKind>())
        {
            var message = new NodeMessage(kind, Encoding.UTF8.GetBytes(topic), Encoding.UTF8.GetBytes(eventName), Encoding.UTF8.GetBytes(payload));
            Assert.True(NodeMessage.TryRead(message.Write().Span, out NodeMessage read));
            Assert.Equal(topic, Encoding.UTF8.GetString(read.Topic));
            Assert.Equal(eventName, Encoding.UTF8.GetString(read.Event));
            Assert.Equal(payload, Encoding.UTF8.GetString(read.Payload));
            Assert.Equal(kind, read.Kind);
        }
    }

    [Fact]
    public void The_form_on_the_wire_is_one_that_other_versions_know()
    {
        byte[] written = new NodeMessage(NodeMessageKind.Broadcast, "ab"u8, "c"u8, "{}"u8).Write().Span.ToArray();
        Assert.Equal([1, 5, 2, 0, 0, 0, 1, .. "abc{}"u8], written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01 00 00000000")]
    [InlineData("00 00 00000000 00")] // another version
    [InlineData("02 00 00000000 00")]
    [InlineData("01 09 00000000 00")] // a kind that does not exist yet
    [InlineData("01 01 01000000 00")] // sizes beyond the end
    [InlineData("01 01 00000000 01")]
    [InlineData("01 01 FFFFFFFF 00")]
    [InlineData("01 01 FFFFFF7F 00")]
    [InlineData("01 01 01000000 00 FF")] // not UTF-8
    [InlineData("01 06 00000000 01 FF")]
    [InlineData("01 00 00000000 00 FF")]
    [InlineData("01 02 00000000 00 FF")]
    [InlineData("01 05 00000000 00 FF")]
    public void A_message_of_another_form_is_refused(string hex) =>
        Assert.False(NodeMessage.TryRead(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), out _));

    [Fact]
    public void Whatever_comes_is_read_or_refused()
    {
        var random = new Random(1);
        int understood = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] bytes = new byte[random.Next(16)];
            random.NextBytes(bytes);
            if (bytes.Length > 6) ((byte[])[1, (byte)(bytes[1] % 9), (byte)(bytes[2] % 4), 0, 0, 0, (byte)(bytes[6] % 4)]).CopyTo(bytes, 0);
            if (!NodeMessage.TryRead(bytes, out NodeMessage read)) continue;
            understood++;
            Assert.Equal(bytes.Length, 7 + read.Topic.Length + read.Event.Length + read.Payload.Length);
        }

        Assert.True(understood > 100, $"Only {understood} of the messages were understood.");
    }
}
