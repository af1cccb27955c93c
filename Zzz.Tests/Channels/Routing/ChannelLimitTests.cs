using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Channels.Routing;

/// <summary>Rate limits and heartbeats, on a clock that the test sets.</summary>
public class ChannelLimitTests
{
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<string> Versions => ["V1", "V2"];

    [Theory, MemberData(nameof(Versions))]
    public async Task Messages_over_the_limit_are_answered_with_an_error(string version)
    {
        await using ChannelApp app = await StartAsync(options => options.RateLimit = new WsRateLimit { MessagesPerSecond = 2, Burst = 2 }, Room());
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await OkAsync(peer, "free");
        await LimitedAsync(peer, "free");
        await peer.SendAsync("2", "9", "room:2", "phx_join");
        await peer.ExpectErrorAsync("2", "9", "room:2", "rate_limited");
        for (int i = 0; i < 5; i++) await peer.ExpectNothingAsync(); // heartbeats do not take tokens

        _time.Advance(TimeSpan.FromSeconds(0.4));
        await LimitedAsync(peer, "free");
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await OkAsync(peer, "free");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Messages_over_the_limit_may_end_the_connection(string version)
    {
        await using ChannelApp app = await StartAsync(
            options =>
            {
                options.RateLimit = new WsRateLimit { MessagesPerSecond = 2, Burst = 1 };
                options.RateLimitAction = RateLimitAction.Close;
            },
            Room());
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "free");
        await peer.ExpectCloseAsync(1008, "rate limited");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_channel_and_an_event_may_have_limits_of_their_own(string version)
    {
        await using ChannelApp app = await StartAsync(_ => { }, Room(new RateLimitAttribute(1) { Burst = 3 }));
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await OkAsync(peer, "limited");
        await LimitedAsync(peer, "limited");
        await OkAsync(peer, "free");
        await LimitedAsync(peer, "free"); // the third event that the channel itself would allow was "limited"
        await peer.JoinAsync("room:2", "2");
        await peer.SendAsync("2", "3", "room:2", "limited");
        await peer.ExpectOkAsync("2", "3", "room:2");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, 0)]
    public async Task A_limit_that_lets_nothing_pass_is_refused_at_startup(double rate, int burst)
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => StartAsync(_ => { }, Room(new RateLimitAttribute(rate) { Burst = burst })));
        Assert.StartsWith($"[RateLimit({rate}, Burst = {burst})] lets nothing pass", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_logged_at_Debug()
    {
        using var log = new LogRecorder("Zzz.ScriptedSocket");
        await using ChannelApp app = await ChannelApp.StartAsync(
            _ => { }, builder => builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug), Room(new RateLimitAttribute(1) { Burst = 1 }));
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await OkAsync(peer, "free");
        await LimitedAsync(peer, "free");
        await peer.SendAsync("2", "9", "hall:2", "phx_join");
        await peer.ExpectErrorAsync("2", "9", "hall:2", "unmatched topic");
        Assert.Equal(
            [
                """Debug 43: A message to a channel was refused: {"reason":"rate_limited"}""",
                """Debug 43: A message to a channel was refused: {"reason":"unmatched topic"}""",
            ],
            log.Lines);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Joining_again_refills_no_limit(string version)
    {
        await using ChannelApp app = await StartAsync(_ => { }, Room(new RateLimitAttribute(0.1) { Burst = 2 }));
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await OkAsync(peer, "limited");
        await LeaveAsync(peer, "room:1");
        await peer.JoinAsync("room:1");
        await LimitedAsync(peer, "limited");
        await LimitedAsync(peer, "free");

        await peer.SendAsync("1", "1", "room:1", "phx_join"); // without leaving first
        await peer.ExpectAsync("1", "1", "room:1", "phx_close");
        await peer.ExpectOkAsync("1", "1", "room:1");
        await LimitedAsync(peer, "free");
        _time.Advance(TimeSpan.FromSeconds(10));
        await OkAsync(peer, "limited");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_handler_that_throws_refills_no_limit(string version)
    {
        ChannelScript room = Room(new RateLimitAttribute(0.1) { Burst = 1 }).On("crash", (_, _) => throw new InvalidOperationException("crash"));
        await using ChannelApp app = await StartAsync(_ => { }, room);
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        await peer.SendAsync("1", "2", "room:1", "crash");
        await peer.ExpectAsync("1", "1", "room:1", "phx_error");
        await peer.JoinAsync("room:1");
        await LimitedAsync(peer, "free");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Ever_new_topics_have_as_many_limits_as_a_socket_may_have_topics(string version)
    {
        await using ChannelApp app = await StartAsync(options => options.MaxTopicsPerConnection = 2, Room());
        using ChannelTestPeer peer = await app.ConnectAsync(version);
        for (int i = 1; i <= 6; i++)
        {
            await peer.JoinAsync($"room:{i}");
            await peer.SendAsync("1", "2", $"room:{i}", "limited");
            if (i <= 2) await peer.ExpectOkAsync("1", "2", $"room:{i}");
            else await peer.ExpectErrorAsync("1", "2", $"room:{i}", "rate_limited");
            await LeaveAsync(peer, $"room:{i}");
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_socket_that_says_nothing_is_closed(string version)
    {
        await using ChannelApp app = await StartAsync(_ => { }, Room());
        using ChannelTestPeer peer = await app.JoinAsync(version, "room:1");
        for (int i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(45));
            await peer.ExpectNothingAsync();
        }

        _time.Advance(TimeSpan.FromSeconds(61));
        await peer.ExpectCloseAsync(1001, "no heartbeat");
    }

    [Fact]
    public async Task While_a_handler_runs_no_heartbeat_is_missed()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var room = new ChannelScript();
        room.OnAsync("wait", async (_, message) =>
        {
            room.Note("waits");
            await goOn.Task;
            message.Reply();
        });
        await using ChannelApp app = await StartAsync(_ => { }, room);
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        await peer.SendAsync("1", "2", "room:1", "wait");
        Assert.Equal(("join room:1", "waits"), (await room.NextAsync(), await room.NextAsync()));
        _time.Advance(TimeSpan.FromSeconds(61));
        goOn.SetResult();
        await peer.ExpectOkAsync("1", "2", "room:1");
    }

    [Fact]
    public async Task The_heartbeat_may_be_for_ever()
    {
        await using ChannelApp app = await StartAsync(options => options.HeartbeatTimeout = Timeout.InfiniteTimeSpan, Room());
        using ChannelTestPeer peer = await app.JoinAsync("V2", "room:1");
        _time.Advance(TimeSpan.FromDays(1));
        await peer.ExpectNothingAsync();
    }

    private static ChannelScript Room(params object[] metadata) => new ChannelScript { Metadata = metadata }
        .On("free", (_, message) => message.Reply())
        .On("limited", (_, message) => message.Reply(), new RateLimitAttribute(0.1));

    private static async Task OkAsync(ChannelTestPeer peer, string eventName)
    {
        await peer.SendAsync("1", "5", "room:1", eventName);
        await peer.ExpectOkAsync("1", "5", "room:1");
    }

    private static async Task LeaveAsync(ChannelTestPeer peer, string topic)
    {
        await peer.SendAsync("1", "7", topic, "phx_leave");
        await peer.ExpectOkAsync("1", "7", topic);
        await peer.ExpectAsync("1", "1", topic, "phx_close");
    }

    private static async Task LimitedAsync(ChannelTestPeer peer, string eventName)
    {
        await peer.SendAsync("1", "6", "room:1", eventName);
        await peer.ExpectErrorAsync("1", "6", "room:1", "rate_limited");
    }

    private Task<ChannelApp> StartAsync(Action<ChannelOptions> options, params ChannelScript[] channels) => ChannelApp.StartAsync(
        options,
        builder => builder.Services.AddSingleton<TimeProvider>(_time).AddZzz(all => all.KeepAliveInterval = Timeout.InfiniteTimeSpan),
        channels);
}
