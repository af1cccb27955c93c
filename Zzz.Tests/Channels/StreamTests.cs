using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels;

/// <summary>A stream of pushes ends with its topic or its connection. <c>EndToEnd.ChannelFormsTests</c> tests what a client sees of a stream.</summary>
public sealed class StreamTests
{
    private readonly Channel<string> _calls = Channel.CreateUnbounded<string>();

    [Theory]
    [InlineData("wait")] // until its token is cancelled
    [InlineData("close")] // it closes the topic itself, and continues
    public async Task It_ends_with_its_topic_or_connection(string eventName)
    {
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls.Writer));
        using (RawPeer peer = await RawPeer.OpenAsync(app.Port, "/streams/socket/websocket?vsn=2.0.0"))
        {
            await peer.SendAsync([.. ClientFrame.Text("""["1","1","streams","phx_join",{}]"""), .. ClientFrame.Text($"""["1","2","streams","{eventName}",null]""")]);
            Assert.Contains("\"ok\"", (await peer.ReadFrameAsync()).Text, StringComparison.Ordinal);
            Assert.Equal($"""["1",null,"streams","{eventName}",0]""", (await peer.ReadFrameAsync()).Text);
            if (eventName == "close") Assert.Equal("end of close", await NextAsync());
        }

        if (eventName == "wait") Assert.Equal("end of wait", await NextAsync());
        Assert.Equal("left", await NextAsync());
    }

    [Fact]
    public async Task Bytes_for_a_client_of_serializer_V1_end_the_stream_with_an_error()
    {
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls.Writer));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/streams/socket/websocket?vsn=1.0.0");
        await peer.SendAsync(
        [
            .. ClientFrame.Text("""{"topic":"streams","event":"phx_join","ref":"1","join_ref":"1","payload":{}}"""),
            .. ClientFrame.Text("""{"topic":"streams","event":"bytes","ref":"2","join_ref":"1","payload":{}}"""),
        ]);
        await peer.ReadFrameAsync();
        Assert.Contains("""{"reason":"binary replies need serializer 2"}""", (await peer.ReadFrameAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("bytes ended after 1", await NextAsync());
    }

    [Fact]
    public async Task A_stream_that_is_null_is_an_empty_one()
    {
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls.Writer));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/streams/socket/websocket?vsn=2.0.0");
        await peer.SendAsync([.. ClientFrame.Text("""["1","1","streams","phx_join",{}]"""), .. ClientFrame.Text("""["1","2","streams","none",null]""")]);
        await peer.ReadFrameAsync();
        Assert.Equal("""["1","2","streams","phx_reply",{"status":"ok","response":{}}]""", (await peer.ReadFrameAsync()).Text);
    }

    private Task<string> NextAsync() => _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().Guarded();
}
