using Xunit;
using Zzz.Tests.Channels;
using Zzz.Tests.Peers;

namespace Zzz.Tests.EndToEnd;

/// <summary>Forms of event handlers, in a separate process: as built and as a native executable, they give the same answers.</summary>
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

    [Fact]
    public async Task The_items_of_a_stream_are_pushed_before_its_reply()
    {
        using ChannelTestPeer peer = await JoinAsync();
        await peer.SendAsync("1", "2", "room:forms", "count", """{"a":1,"b":3}""");
        foreach (int number in new[] { 1, 2, 3 })
            await peer.ExpectAsync("1", null, "room:forms", "count", $$"""{"value":{{number}}}""");
        await peer.ExpectOkAsync("1", "2", "room:forms");
    }

    [Fact]
    public async Task A_stream_that_throws_ends_the_topic()
    {
        using ChannelTestPeer peer = await JoinAsync();
        await peer.SendAsync("1", "2", "room:forms", "count", """{"a":-1,"b":-1}""");
        await peer.ExpectAsync("1", null, "room:forms", "count", """{"value":-1}""");
        await peer.ExpectAsync("1", "1", "room:forms", "phx_error");
    }

    private async Task<ChannelTestPeer> JoinAsync()
    {
        ChannelTestPeer peer = await ChannelTestPeer.OpenAsync(server.Address.Port, "V2", "");
        await peer.JoinAsync("room:forms");
        return peer;
    }
}
