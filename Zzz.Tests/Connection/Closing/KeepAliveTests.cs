using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Closing;

/// <summary>Deadlines of open connections, with a clock that the test controls.</summary>
public class KeepAliveTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Calls _calls = new();

    [Fact]
    public async Task A_peer_is_pinged_and_lives_as_long_as_it_answers()
    {
        await using WsTestApp app = await StartAsync();
        await using WsTestClient client = await OpenAsync(app);
        client.AnswersControlFrames = true;
        for (int i = 0; i < 5; i++)
        {
            await PingAsync(client);
            await EchoAsync(client);
        }
    }

    [Fact]
    public async Task A_peer_of_which_nothing_is_heard_after_a_ping_is_dropped()
    {
        await using WsTestApp app = await StartAsync();
        await using WsTestClient client = await OpenAsync(app);
        await PingAsync(client);

        _time.Advance(TimeSpan.FromSeconds(21));
        await client.ExpectEndAsync();
        Assert.Equal("close 1006", await _calls.NextAsync());
    }

    [Fact]
    public async Task Any_byte_after_a_ping_is_a_sign_of_life()
    {
        await using WsTestApp app = await StartAsync();
        await using WsTestClient client = await OpenAsync(app);
        await PingAsync(client);

        _time.Advance(TimeSpan.FromSeconds(1));
        await EchoAsync(client);
        _time.Advance(TimeSpan.FromSeconds(21));
        await EchoAsync(client);
    }

    [Fact]
    public async Task No_ping_is_sent_when_the_interval_is_infinite()
    {
        await using WsTestApp app = await StartAsync(o => o.KeepAliveInterval = Timeout.InfiniteTimeSpan);
        await using WsTestClient client = await OpenAsync(app);
        _time.Advance(TimeSpan.FromHours(5));
        await EchoAsync(client);
    }

    [Fact]
    public async Task A_connection_without_messages_is_closed_after_IdleTimeout()
    {
        await using WsTestApp app = await StartAsync(Only(o => o.IdleTimeout = TimeSpan.FromMinutes(1)));
        await using WsTestClient client = await OpenAsync(app);
        _time.Advance(TimeSpan.FromSeconds(59));
        await EchoAsync(client);
        _time.Advance(TimeSpan.FromSeconds(59));
        await client.SendAsync(WsTestFrame.Ping());
        await client.SendAsync(WsTestFrame.Pong());
        await client.ExpectPongAsync();

        _time.Advance(TimeSpan.FromSeconds(2));
        await client.ExpectCloseAsync(WsCloseCode.GoingAway, "idle");
    }

    [Fact]
    public async Task A_connection_is_closed_after_MaxLifetime_whatever_passes()
    {
        await using WsTestApp app = await StartAsync(Only(o => o.MaxLifetime = TimeSpan.FromMinutes(1)));
        await using WsTestClient client = await OpenAsync(app);
        _time.Advance(TimeSpan.FromSeconds(59));
        await EchoAsync(client);
        _time.Advance(TimeSpan.FromSeconds(2));
        await client.ExpectCloseAsync(WsCloseCode.GoingAway);
    }

    [Fact]
    public async Task A_peer_that_takes_nothing_is_dropped_after_SendTimeout()
    {
        await using WsTestApp app = await StartAsync(Only(o =>
        {
            o.SendTimeout = TimeSpan.FromSeconds(10);
            o.MaxBufferedBytes = 64 * 1024 * 1024;
        }));
        await using WsTestClient client = await app.ConnectAsync("/flood");
        Assert.Equal("flooded", await _calls.NextAsync());

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(_calls.Any);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("close 1006", await _calls.NextAsync());
    }

    [Fact]
    public async Task Deadlines_stand_still_while_a_handler_runs()
    {
        await using WsTestApp app = await StartAsync(o => o.IdleTimeout = TimeSpan.FromMinutes(1));
        await using WsTestClient client = await app.ConnectAsync("/pause");
        await client.SendAsync("wait");
        Assert.Equal("waiting", await _calls.NextAsync());

        for (int i = 0; i < 600; i++) _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_calls.Any);
        app.Services.GetRequiredService<PauseController.Gate>().Open();
        await client.ExpectTextAsync("wait");
    }

    /// <summary>A machine that sleeps, or whose clock is set: everything that was due in the meantime happens, but only once.</summary>
    [Fact]
    public async Task A_jump_of_the_clock_by_a_day_pings_a_peer_that_is_alive_and_does_not_drop_it()
    {
        await using WsTestApp app = await StartAsync();
        await using WsTestClient client = await OpenAsync(app);
        _time.Advance(TimeSpan.FromDays(1));
        await client.ExpectPingAsync();

        await EchoAsync(client);
        _time.Advance(TimeSpan.FromSeconds(19));
        await EchoAsync(client);
    }

    [Fact]
    public async Task A_wall_clock_that_someone_sets_changes_no_deadline()
    {
        var clock = new WallClock(_time);
        await using WsTestApp app = await StartAsync(Only(o => o.IdleTimeout = TimeSpan.FromMinutes(1)), clock);
        await using WsTestClient client = await OpenAsync(app);
        foreach (int days in (int[])[365, -365])
        {
            clock.IsOffBy = TimeSpan.FromDays(days);
            _time.Advance(TimeSpan.FromSeconds(59));
            await EchoAsync(client);
        }

        _time.Advance(TimeSpan.FromSeconds(61));
        await client.ExpectCloseAsync(WsCloseCode.GoingAway, "idle");
    }

    /// <summary>Returns options under which no pings interfere with what is tested.</summary>
    private static Action<ZzzOptions> Only(Action<ZzzOptions> configure) => options =>
    {
        options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        configure(options);
    };

    private async Task PingAsync(WsTestClient client)
    {
        _time.Advance(TimeSpan.FromSeconds(31));
        await client.ExpectPingAsync();
    }

    /// <summary>Sends a message and waits for the echo. The handler has then returned, so the time that it took no longer counts.</summary>
    private async Task EchoAsync(WsTestClient client)
    {
        await client.SendAsync("hello");
        Assert.Equal("message hello", await _calls.NextAsync());
        await client.ExpectTextAsync("hello");
        await client.ExpectNothingAsync();
    }

    /// <summary>Opens a client that does not answer pings, unless a test makes it do so.</summary>
    private async Task<WsTestClient> OpenAsync(WsTestApp app)
    {
        WsTestClient client = await app.ConnectAsync("/record");
        client.AnswersControlFrames = false;
        Assert.Equal("open", await _calls.NextAsync());
        await EchoAsync(client);
        return client;
    }

    private Task<WsTestApp> StartAsync(Action<ZzzOptions>? options = null, TimeProvider? time = null) => MemoryApp.StartAsync(options, services => services
        .AddSingleton(_calls)
        .AddSingleton(time ?? _time)
        .AddSingleton<PauseController.Gate>());

    /// <summary>A clock whose time of day does not match the time that has passed.</summary>
    private sealed class WallClock(TimeProvider passing) : TimeProvider
    {
        public TimeSpan IsOffBy { get; set; }

        public override long TimestampFrequency => passing.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => passing.GetUtcNow() + IsOffBy;

        public override long GetTimestamp() => passing.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            passing.CreateTimer(callback, state, dueTime, period);
    }
}
