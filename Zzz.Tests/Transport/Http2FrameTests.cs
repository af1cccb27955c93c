using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Transport;

/// <summary>How WebSockets end, in HTTP/2 frames (RFC 8441 §5, RFC 9113).</summary>
public sealed class Http2FrameTests : IAsyncLifetime
{
    /// <summary>SETTINGS_INITIAL_WINDOW_SIZE 0: the server may send only headers.</summary>
    private static readonly byte[] NoWindow = [0x00, 0x04, 0, 0, 0, 0];

    private readonly Calls _calls = new();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await Wire.Http2.StartAsync(
        options =>
        {
            options.SendTimeout = TimeSpan.FromMilliseconds(500);
            options.CloseTimeout = TimeSpan.FromMilliseconds(500);
        },
        builder => builder.Services.AddSingleton(_calls));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task END_STREAM_after_the_closing_handshake()
    {
        using RawHttp2Peer peer = await OpenAsync("/record");
        await peer.SendDataAsync(ClientFrame.Close(1000));
        Assert.Equal([0x88, 0x02, 0x03, 0xE8], await peer.ReadToEndAsync());
        await AssertCallsAsync("open", "close 1000", "dispose");
    }

    [Fact]
    public async Task END_STREAM_of_a_client_that_did_not_close_is_a_drop()
    {
        using RawHttp2Peer peer = await OpenAsync("/record");
        await peer.SendDataAsync([], endStream: true);
        Assert.Empty(await peer.ReadToEndAsync());
        await AssertCallsAsync("open", "close 1006", "dispose");
    }

    [Fact]
    public async Task END_STREAM_may_come_with_the_last_frame()
    {
        using RawHttp2Peer peer = await OpenAsync("/record");
        await peer.SendDataAsync([.. ClientFrame.Text("last"), .. ClientFrame.Close()], endStream: true);
        Assert.Equal([0x81, 0x04, .. "last"u8, 0x88, 0x00], await peer.ReadToEndAsync());
        await AssertCallsAsync("open", "message last", "close 1005", "dispose");
    }

    [Fact]
    public async Task RST_STREAM_of_the_client_is_a_drop()
    {
        using RawHttp2Peer peer = await OpenAsync("/record");
        await peer.SendAsync(new Http2Frame(Http2Frame.ResetStream, 0, [0, 0, 0, 8]));
        await AssertCallsAsync("open", "close 1006", "dispose");
    }

    [Fact]
    public async Task A_reset_of_TCP_is_a_drop()
    {
        using RawHttp2Peer peer = await OpenAsync("/record");
        peer.Reset();
        await AssertCallsAsync("open", "close 1006", "dispose");
    }

    [Fact]
    public async Task RST_STREAM_with_CANCEL_is_an_abort()
    {
        using RawHttp2Peer peer = await OpenAsync("/record");
        await peer.SendDataAsync(ClientFrame.Text("abort"));
        Assert.Equal([0, 0, 0, 8], (await peer.ReadAsync(Http2Frame.ResetStream)).Payload);
        await AssertCallsAsync("open", "message abort", "close 1006", "dispose");
    }

    [Fact]
    public async Task A_close_that_is_not_answered_ends_in_RST_STREAM()
    {
        using RawHttp2Peer peer = await OpenAsync("/record");
        await peer.SendDataAsync(ClientFrame.Text("close"));
        Assert.Equal(0x88, (await peer.ReadAsync(Http2Frame.Data)).Payload[0]);
        Assert.Equal([0, 0, 0, 8], (await peer.ReadAsync(Http2Frame.ResetStream)).Payload);
        await AssertCallsAsync("open", "message close", "close 1006", "dispose");
    }

    [Fact]
    public async Task A_client_that_grants_no_window_is_dropped_after_the_send_timeout()
    {
        using RawHttp2Peer peer = await OpenAsync("/flood", NoWindow);
        Assert.Equal([0, 0, 0, 8], (await peer.ReadAsync(Http2Frame.ResetStream)).Payload);
        await AssertCallsAsync("flooded", "close 1006");
    }

    [Fact]
    public async Task A_client_that_grants_no_window_can_close()
    {
        using RawHttp2Peer peer = await OpenAsync("/record", NoWindow);
        await peer.SendDataAsync(ClientFrame.Close(1000));
        await AssertCallsAsync("open", "close 1000", "dispose");
    }

    [Fact]
    public async Task A_host_that_stops_closes_the_stream_and_says_GOAWAY()
    {
        using RawHttp2Peer peer = await OpenAsync("/record");
        Task stop = _app.StopAsync();
        byte[] close = (await peer.ReadAsync(Http2Frame.Data)).Payload;
        Assert.Equal([0x88, 1001 >> 8, 1001 & 0xFF], [close[0], close[2], close[3]]);

        await peer.SendDataAsync(ClientFrame.Close(1001));
        bool hasEnded = false, saidGoAway = false; // in either order: Kestrel stops as soon as the request has ended
        while (!hasEnded || !saidGoAway)
        {
            Http2Frame frame = await peer.ReadAsync();
            hasEnded |= frame.Type == Http2Frame.Data && frame.EndsStream;
            saidGoAway |= frame.Type == Http2Frame.GoAway;
        }

        await stop;
        await AssertCallsAsync("open", "close 1001", "dispose");
    }

    private Task<RawHttp2Peer> OpenAsync(string path, params byte[] settings) => RawHttp2Peer.OpenAsync(_app.Port, path, settings);

    private async Task AssertCallsAsync(params string[] calls)
    {
        foreach (string call in calls) Assert.Equal(call, await _calls.NextAsync());
    }
}
