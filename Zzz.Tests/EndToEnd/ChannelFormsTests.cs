using Xunit;
using Zzz.Tests.Channels;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>Forms of event handlers, in a process of their own: as built and as a native executable they answer alike.</summary>
public sealed class ChannelFormsTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("divide", """{"a":6,"b":2}""", """{"status":"ok","response":{"value":3}}""")]
    [InlineData("divide", """{"a":6,"b":0}""", """{"status":"error","response":{"reason":"by zero"}}""")]
    [InlineData("check", "\"text\"", """{"status":"ok","response":"text"}""")]
    [InlineData("check", "7", """{"status":"error","response":7}""")]
    [InlineData("check", "{}", """{"status":"ok","response":{}}""")]
    public async Task A_Reply_says_ok_or_error(string eventName, string payload, string reply)
    {
        using ChannelTestPeer peer = await JoinAsync();
        await peer.SendAsync("1", "2", "room:forms", eventName, payload);
        await peer.ExpectAsync("1", "2", "room:forms", "phx_reply", reply);
    }

    [Fact]
    public async Task A_Reply_of_bytes_is_binary()
    {
        using ChannelTestPeer peer = await JoinAsync();
        await peer.SendAsync("1", "2", "room:forms", "check", "[]");
        ServerFrame frame = await peer.Raw.ReadFrameAsync();
        Assert.Equal(0x82, frame.First);
        Assert.EndsWith("okbytes", frame.Text, StringComparison.Ordinal);
    }

    private async Task<ChannelTestPeer> JoinAsync()
    {
        ChannelTestPeer peer = await ChannelTestPeer.OpenAsync(server.Address.Port, "V2", "");
        await peer.JoinAsync("room:forms");
        return peer;
    }
}
