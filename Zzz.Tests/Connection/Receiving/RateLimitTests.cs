using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Receiving;

/// <summary>The limit on messages per connection, on real sockets, with a clock that the test controls.</summary>
public class RateLimitTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Calls _calls = new();

    [Fact]
    public async Task The_first_message_over_the_limit_closes_with_1008_and_reaches_no_handler()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await OpenAsync(app);
        await peer.SendAsync([.. ClientFrame.Text("1"), .. ClientFrame.Text("2"), .. ClientFrame.Text("3"), .. ClientFrame.Text("4")]);
        Assert.Equal("1", (await peer.ReadFrameAsync()).Text);
        Assert.Equal("2", (await peer.ReadFrameAsync()).Text);
        ServerFrame close = await peer.ReadFrameAsync();
        Assert.Equal((1008, "rate limited"), (close.CloseCode, close.Text[2..]));

        peer.FinishSending();
        foreach (string call in (string[])["message 1", "message 2", "close 1008 rate limited"]) Assert.Equal(call, await _calls.NextAsync());
    }

    [Fact]
    public async Task A_peer_that_keeps_to_the_rate_goes_on()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await OpenAsync(app);
        for (int i = 0; i < 20; i++)
        {
            await peer.SendAsync(ClientFrame.Text("steady"));
            Assert.Equal("steady", (await peer.ReadFrameAsync()).Text);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    [Fact]
    public async Task Fragments_pings_and_pongs_do_not_count()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await OpenAsync(app);
        for (int i = 0; i < 20; i++)
        {
            await peer.SendAsync([.. ClientFrame.Ping(), .. ClientFrame.Pong()]);
            Assert.Equal(0x8A, (await peer.ReadFrameAsync()).First);
        }

        byte[] piece = "a"u8.ToArray();
        await peer.SendAsync([.. ClientFrame.Of(0x01, piece), .. ClientFrame.Of(0x00, piece), .. ClientFrame.Of(0x00, piece), .. ClientFrame.Of(0x80, piece)]);
        Assert.Equal("aaaa", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task Each_connection_has_its_own()
    {
        await using TestApp app = await StartAsync();
        for (int i = 0; i < 3; i++)
        {
            using RawPeer peer = await OpenAsync(app);
            await peer.SendAsync([.. ClientFrame.Text("1"), .. ClientFrame.Text("2")]);
            Assert.Equal("1", (await peer.ReadFrameAsync()).Text);
            Assert.Equal("2", (await peer.ReadFrameAsync()).Text);
            Assert.Equal("message 1", await _calls.NextAsync());
            Assert.Equal("message 2", await _calls.NextAsync());
            await peer.SendAsync(ClientFrame.Close(1000));
            Assert.Equal("close 1000", await _calls.NextAsync());
            Assert.Equal("dispose", await _calls.NextAsync());
        }
    }

    private async Task<RawPeer> OpenAsync(TestApp app)
    {
        RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record");
        Assert.Equal("open", await _calls.NextAsync());
        return peer;
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(
        options =>
        {
            options.RateLimit = new WsRateLimit { MessagesPerSecond = 10, Burst = 2 };
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        },
        builder => builder.Services.AddSingleton(_calls).AddSingleton<TimeProvider>(_time));
}
