using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection;

/// <summary>Deadlines of open connections, on real sockets and a clock that the test sets.</summary>
public class KeepAliveTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Calls _calls = new();

    [Fact]
    public async Task A_peer_is_pinged_and_lives_as_long_as_it_answers()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await OpenAsync(app);
        for (int i = 0; i < 5; i++)
        {
            ServerFrame ping = await PingAsync(peer);
            await peer.SendAsync(ClientFrame.Pong(ping.Payload));
            await EchoAsync(peer);
        }
    }

    [Fact]
    public async Task A_peer_of_which_nothing_is_heard_after_a_ping_is_dropped()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await OpenAsync(app);
        await PingAsync(peer);

        _time.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal("close 1006", await _calls.NextAsync());
    }

    [Fact]
    public async Task Any_byte_after_a_ping_is_a_sign_of_life()
    {
        await using TestApp app = await StartAsync();
        using RawPeer peer = await OpenAsync(app);
        await PingAsync(peer);

        _time.Advance(TimeSpan.FromSeconds(1));
        await EchoAsync(peer);
        _time.Advance(TimeSpan.FromSeconds(21));
        await EchoAsync(peer);
    }

    [Fact]
    public async Task No_ping_is_sent_when_the_interval_is_infinite()
    {
        await using TestApp app = await StartAsync(o => o.KeepAliveInterval = Timeout.InfiniteTimeSpan);
        using RawPeer peer = await OpenAsync(app);
        _time.Advance(TimeSpan.FromHours(5));
        await EchoAsync(peer);
    }

    [Fact]
    public async Task A_connection_without_messages_is_closed_after_IdleTimeout()
    {
        await using TestApp app = await StartAsync(Only(o => o.IdleTimeout = TimeSpan.FromMinutes(1)));
        using RawPeer peer = await OpenAsync(app);
        _time.Advance(TimeSpan.FromSeconds(59));
        await EchoAsync(peer);
        _time.Advance(TimeSpan.FromSeconds(59));
        await peer.SendAsync([.. ClientFrame.Ping(), .. ClientFrame.Pong()]);
        Assert.Equal(0x8A, (await peer.ReadFrameAsync()).First);

        _time.Advance(TimeSpan.FromSeconds(2));
        ServerFrame close = await peer.ReadFrameAsync();
        Assert.Equal((1001, "idle"), (close.CloseCode, close.Text[2..]));
    }

    [Fact]
    public async Task A_connection_is_closed_after_MaxLifetime_whatever_passes()
    {
        await using TestApp app = await StartAsync(Only(o => o.MaxLifetime = TimeSpan.FromMinutes(1)));
        using RawPeer peer = await OpenAsync(app);
        _time.Advance(TimeSpan.FromSeconds(59));
        await EchoAsync(peer);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1001, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Fact]
    public async Task A_peer_that_takes_nothing_is_dropped_after_SendTimeout()
    {
        await using TestApp app = await StartAsync(Only(o =>
        {
            o.SendTimeout = TimeSpan.FromSeconds(10);
            o.MaxBufferedBytes = 64 * 1024 * 1024;
        }));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/flood");
        Assert.Equal("flooded", await _calls.NextAsync());

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(_calls.Any);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("close 1006", await _calls.NextAsync());
    }

    [Fact]
    public async Task Deadlines_stand_still_while_a_handler_runs()
    {
        await using TestApp app = await StartAsync(o => o.IdleTimeout = TimeSpan.FromMinutes(1));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/pause");
        await peer.SendAsync(ClientFrame.Text("wait"));
        Assert.Equal("waiting", await _calls.NextAsync());

        for (int i = 0; i < 600; i++) _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_calls.Any);
        app.Services.GetRequiredService<PauseController.Gate>().Open();
        while ((await peer.ReadFrameAsync()) is { First: not 0x81 } ping) Assert.Equal(0x89, ping.First);
    }

    /// <summary>Options under which no ping disturbs what is tested.</summary>
    private static Action<WsOptions> Only(Action<WsOptions> configure) => options =>
    {
        options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        configure(options);
    };

    private async Task<ServerFrame> PingAsync(RawPeer peer)
    {
        _time.Advance(TimeSpan.FromSeconds(31));
        ServerFrame ping = await peer.ReadFrameAsync();
        Assert.Equal(0x89, ping.First);
        return ping;
    }

    private async Task EchoAsync(RawPeer peer)
    {
        await peer.SendAsync(ClientFrame.Text("hello"));
        Assert.Equal("message hello", await _calls.NextAsync());
        while ((await peer.ReadFrameAsync()) is { First: not 0x81 } ping) Assert.Equal(0x89, ping.First);
    }

    private async Task<RawPeer> OpenAsync(TestApp app)
    {
        RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record");
        Assert.Equal("open", await _calls.NextAsync());
        await EchoAsync(peer); // OnOpen has returned, and with it the time it took no longer counts
        return peer;
    }

    private Task<TestApp> StartAsync(Action<WsOptions>? options = null) => TestApp.StartAsync(options, builder => builder.Services
        .AddSingleton(_calls)
        .AddSingleton<TimeProvider>(_time)
        .AddSingleton<PauseController.Gate>());
}
