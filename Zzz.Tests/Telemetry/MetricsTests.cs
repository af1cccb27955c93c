using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Telemetry;

/// <summary>The metrics of connections on real sockets, as a listener such as an exporter sees them.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private const string Record = "zzz.route=/record/{name?}";

    private readonly FakeTimeProvider _time = new();
    private readonly Calls _calls = new();
    private readonly PauseController.Gate _gate = new();
    private TestApp _app = null!;
    private MeterRecorder _meter = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(build: builder => builder.Services
            .AddSingleton(_calls).AddSingleton(_gate).AddSingleton<TimeProvider>(_time));
        _meter = new MeterRecorder(_app);
    }

    public ValueTask DisposeAsync()
    {
        _meter.Dispose();
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task Connections_are_counted_when_they_open_while_they_are_open_and_when_they_end()
    {
        using RawPeer one = await OpenAsync("/record");
        using RawPeer other = await OpenAsync("/record/ada");
        await _meter.ReachesAsync(2, "zzz.connections.opened", Record);
        Assert.Equal(2, _meter.Observe("zzz.connections.active", Record));

        await one.SendAsync(ClientFrame.Close(1000));
        await _meter.ReachesAsync(1, "zzz.connections.closed", Record, "zzz.close.code=1000");
        other.Reset();
        await _meter.ReachesAsync(1, "zzz.connections.closed", Record, "zzz.close.code=1006");
        await ObservesAsync(0, 0, "zzz.connections.active", Record);
    }

    [Fact]
    public async Task The_route_is_the_whole_pattern_with_the_prefix_of_its_group()
    {
        await using TestApp app = await TestApp.StartAsync(use: app => app.MapGroup("/members").MapZzz());
        using var meter = new MeterRecorder(app);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/members/echo");
        await meter.ReachesAsync(1, "zzz.connections.opened", "zzz.route=/members/echo");
    }

    [Fact]
    public async Task Private_close_codes_share_a_series_so_that_a_peer_cannot_make_thousands()
    {
        foreach (int code in (int[])[3000, 3456, 3999]) await CloseAsync(code);
        foreach (int code in (int[])[4000, 4999]) await CloseAsync(code);
        await _meter.ReachesAsync(3, "zzz.connections.closed", "zzz.close.code=3000-3999");
        await _meter.ReachesAsync(2, "zzz.connections.closed", "zzz.close.code=4000-4999");
    }

    [Fact]
    public async Task Messages_and_their_bytes_are_counted_by_direction_and_kind()
    {
        using RawPeer peer = await OpenAsync("/echo");
        await peer.SendAsync([.. ClientFrame.Text("one"), .. ClientFrame.Text("three"), .. ClientFrame.Binary(1, 2), .. ClientFrame.Ping(9)]);
        foreach (string direction in (string[])["zzz.direction=received", "zzz.direction=sent"])
        {
            await _meter.ReachesAsync(2, "zzz.messages", "zzz.route=/echo", direction, "zzz.kind=text");
            await _meter.ReachesAsync(8, "zzz.payload", "zzz.route=/echo", direction, "zzz.kind=text");
            await _meter.ReachesAsync(1, "zzz.messages", "zzz.route=/echo", direction, "zzz.kind=binary");
            await _meter.ReachesAsync(2, "zzz.payload", "zzz.route=/echo", direction, "zzz.kind=binary");
        }

        Assert.Empty(_meter.Values("zzz.compression.wire"));
    }

    [Fact]
    public async Task A_message_is_counted_while_its_handler_still_runs()
    {
        using RawPeer peer = await OpenAsync("/pause");
        await peer.SendAsync(ClientFrame.Text("wait"));
        await _meter.ReachesAsync(1, "zzz.messages", "zzz.route=/pause", "zzz.direction=received");
        _gate.Open();
    }

    [Fact]
    public async Task What_compression_saves_is_counted_for_compressed_messages_alone()
    {
        using RawPeer peer = await OpenAsync("/echo", "Sec-WebSocket-Extensions: permessage-deflate");
        byte[] hello = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]; // RFC 7692 §7.2.3.1
        await peer.SendAsync([.. ClientFrame.Of(0xC1, hello), .. ClientFrame.Of(0x41, hello[..3]), .. ClientFrame.Of(0x80, hello[3..])]);
        string[] received = ["zzz.route=/echo", "zzz.direction=received"], sent = ["zzz.route=/echo", "zzz.direction=sent"];
        await _meter.ReachesAsync(10, "zzz.compression.original", received);
        await _meter.ReachesAsync(13 + 9 + 10, "zzz.compression.wire", received);

        for (int i = 0; i < 2; i++) Assert.Equal("Hello", (await peer.ReadFrameAsync()).Text); // too short to be compressed
        await peer.SendAsync(ClientFrame.Binary(new byte[1000]));
        ServerFrame echo = await peer.ReadFrameAsync();
        Assert.Equal(0xC2, echo.First);
        await _meter.ReachesAsync(1000, "zzz.compression.original", sent);
        await _meter.ReachesAsync(2 + echo.Payload.Length, "zzz.compression.wire", sent);
        await _meter.ReachesAsync(10, "zzz.compression.original", received);
    }

    [Fact]
    public async Task What_waits_for_a_slow_peer_is_seen_and_what_was_dropped_is_counted()
    {
        using RawPeer peer = await OpenAsync("/slow/drop");
        // The system's own buffers hold many times the data that waits here, each time that something is dropped.
        for (int i = 0; i < 100; i++) await peer.SendAsync(ClientFrame.Text("go"));
        Assert.InRange(await _meter.SumOfAsync(1, "zzz.messages.dropped", "zzz.route=/slow/drop"), 1, 100);
        await ObservesAsync(64 * 1024, 256 * 1024, "zzz.buffered", "zzz.route=/slow/drop");
    }

    [Fact]
    public async Task A_handlers_duration_lasts_until_its_task_completes()
    {
        using RawPeer peer = await OpenAsync("/pause");
        await peer.SendAsync(ClientFrame.Text("wait"));
        Assert.Equal("waiting", await _calls.NextAsync());
        _time.Advance(TimeSpan.FromSeconds(3));
        _gate.Open();

        Assert.Equal(3, await _meter.SumOfAsync(1, "zzz.handler.duration", "zzz.route=/pause", "zzz.handler=OnMessage"));
        Assert.Equal(0, await _meter.SumOfAsync(1, "zzz.handler.duration", "zzz.route=/pause", "zzz.handler=OnOpen"));
    }

    [Theory]
    [InlineData("/record/throw-in-open", "", "OnOpen")]
    [InlineData("/record", "throw", "OnMessage")]
    [InlineData("/record", "throw later", "OnMessage")]
    [InlineData("/record/throw-in-close", "close", "OnClose")]
    public async Task A_handler_that_throws_is_counted_with_what_it_threw(string path, string message, string handler)
    {
        using RawPeer peer = await OpenAsync(path);
        await peer.SendAsync(ClientFrame.Text(message));
        peer.FinishSending();
        await _meter.ReachesAsync(1, "zzz.handler.failures", Record, $"zzz.handler={handler}", "error.type=System.InvalidOperationException");
        Assert.Single(await FailuresAsync());
    }

    [Fact]
    public async Task The_round_trip_of_a_ping_ends_with_the_first_pong_that_answers_it()
    {
        using RawPeer peer = await OpenAsync("/echo");
        await peer.SendAsync(ClientFrame.Text("open"));
        Assert.Equal("open", (await peer.ReadFrameAsync()).Text);
        _time.Advance(TimeSpan.FromSeconds(31));
        ServerFrame ping = await peer.ReadFrameAsync();
        Assert.Equal(0x89, ping.First);
        _time.Advance(TimeSpan.FromSeconds(2));
        await peer.SendAsync([.. ClientFrame.Pong(1), .. ClientFrame.Pong(ping.Payload), .. ClientFrame.Pong(ping.Payload), .. ClientFrame.Text("done")]);
        Assert.Equal("done", (await peer.ReadFrameAsync()).Text);
        Assert.Equal([2], _meter.Values("zzz.ping.duration", "zzz.route=/echo"));
    }

    [Theory]
    [InlineData("/echo", "version", "Sec-WebSocket-Version: 8")]
    [InlineData("/echo", "key", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("/echo", "origin", "Origin: https://elsewhere.example")]
    [InlineData("/verdict/bool?accept=no", "value")]
    [InlineData("/verdict/bool?accept=false", "on_upgrade")]
    [InlineData("/verdict/result?accept=false", "on_upgrade")]
    public async Task A_refused_upgrade_is_counted_with_the_reason(string path, string reason, params string[] headers)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        await peer.SendAsync(RawPeer.Handshake(path, headers));
        await _meter.ReachesAsync(1, "zzz.upgrades.refused", $"zzz.route={path.Split('?')[0]}", $"zzz.reason={reason}");
        Assert.Empty(_meter.Values("zzz.connections.opened"));
    }

    [Fact]
    public async Task A_request_that_is_no_upgrade_is_counted_as_refused()
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        await peer.SendAsync("GET /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await _meter.ReachesAsync(1, "zzz.upgrades.refused", "zzz.route=/echo", "zzz.reason=not_an_upgrade");
    }

    private async Task<double[]> FailuresAsync()
    {
        await _meter.SumOfAsync(1, "zzz.connections.closed", Record);
        return _meter.Values("zzz.handler.failures");
    }

    private async Task CloseAsync(int code)
    {
        using RawPeer peer = await OpenAsync("/echo");
        await peer.SendAsync(ClientFrame.Close(code));
        await peer.ReadToEndAsync();
    }

    private Task<RawPeer> OpenAsync(string path, params string[] headers) => RawPeer.OpenAsync(_app.Port, path, headers);

    private async Task ObservesAsync(long least, long most, string instrument, params string[] tags)
    {
        long began = Stopwatch.GetTimestamp();
        long seen;
        while ((seen = (long)_meter.Observe(instrument, tags)) < least || seen > most)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Guard.Limit, $"{instrument} is {seen}.");
            await Task.Yield();
        }
    }
}
