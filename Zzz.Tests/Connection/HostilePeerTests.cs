using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;
using Zzz.Tests.Protocol;

namespace Zzz.Tests.Connection;

/// <summary>Malicious peers, on real sockets: the server keeps to its limits, and meanwhile serves its other clients.</summary>
public sealed class HostilePeerTests : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;

    private readonly Calls _calls = new();
    private readonly Handles _handles = new();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(
        options =>
        {
            options.CloseTimeout = TimeSpan.FromSeconds(1);
            options.Compression.Enabled = false;
        },
        builder =>
        {
            builder.Services.AddSingleton(_calls).AddSingleton(_handles);
            builder.Services.AddSingleton<PauseController.Gate>();
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task One_byte_at_a_time()
    {
        using RawPeer peer = await OpenAsync("/handle");
        foreach (byte one in (byte[])[.. ClientFrame.Text("slowly"), .. ClientFrame.Ping(1), .. ClientFrame.Close(1000)]) await peer.SendAsync(one);
        Assert.Equal("slowly", (await peer.ReadFrameAsync()).Text);
        Assert.Equal(0x8A, (await peer.ReadFrameAsync()).First);
        Assert.Equal(1000, (await peer.ReadFrameAsync()).CloseCode);
    }

    [Theory]
    [InlineData("82 FF 8000000000000000 00000000", 1002)]
    [InlineData("82 FF 4000000000000000 00000000", 1009)]
    [InlineData("82 FF 7FFFFFFFFFFFFFFF 00000000", 1009)]
    [InlineData("82 05 0102030405", 1002)]
    public async Task A_header_that_lies_ends_the_connection(string hex, int code)
    {
        using RawPeer peer = await OpenAsync("/handle");
        await peer.SendAsync(Bytes.Of(hex));
        Assert.Equal(code, (await peer.ReadFrameAsync()).CloseCode);
        Assert.Empty(await peer.ReadToEndAsync());
        Assert.Equal($"close {code} Closed", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_peer_that_does_not_read_is_not_read_from_and_gets_all_when_it_does()
    {
        using RawPeer peer = await OpenAsync("/handle");
        WsConnection ws = await _handles.NextAsync();
        LimitBuffers(peer);
        byte[] message = Bytes.Pattern(100_000);
        byte[] frame = ClientFrame.Binary(message);
        Task sending = Task.Run(() => RepeatAsync(() => peer.SendAsync(frame), 300), TestContext.Current.CancellationToken);
        while (ws.BufferedBytes < 64 * 1024) await Task.Yield();

        await AssertOthersAreServedAsync();
        Assert.InRange(ws.BufferedBytes, 0, MiB);
        Assert.False(sending.IsCompleted);

        for (int i = 0; i < 300; i++) Assert.True((await peer.ReadFrameAsync()).Payload.AsSpan().SequenceEqual(message));
        await sending;
    }

    [Fact]
    public async Task A_flood_of_pings_whose_pongs_are_not_read()
    {
        const int Pings = 200_000;
        using RawPeer peer = await OpenAsync("/handle");
        WsConnection ws = await _handles.NextAsync();
        LimitBuffers(peer);
        byte[] pings = [.. Enumerable.Repeat(ClientFrame.Ping(new byte[125]), 1000).SelectMany(ping => ping)];
        Task sending = Task.Run(() => RepeatAsync(() => peer.SendAsync(pings), Pings / 1000), TestContext.Current.CancellationToken);
        while (ws.BufferedBytes < 64 * 1024) await Task.Yield();

        await AssertOthersAreServedAsync();
        Assert.InRange(ws.BufferedBytes, 0, MiB);
        Assert.False(sending.IsCompleted);

        byte[] pong = [0x8A, 125, .. new byte[125]];
        for (int i = 0; i < Pings / 1000; i++) Assert.True((await peer.ReadAsync(pong.Length * 1000)).AsSpan().SequenceEqual(Repeat(pong, 1000)));
        await sending;
    }

    [Theory]
    [InlineData("in the first byte of a frame", "81")]
    [InlineData("in a header", "82 FE 01")]
    [InlineData("in a payload", "82 85 00000000 0102")]
    [InlineData("in a message", "02 82 00000000 0102")]
    [InlineData("in a ping", "89 85 00000000 01")]
    [InlineData("after a message", "82 82 00000000 0102")]
    public async Task A_reset(string when, string hex)
    {
        using RawPeer peer = await OpenAsync("/handle");
        await peer.SendAsync(Bytes.Of(hex));
        peer.Reset();
        Assert.Equal((when, "close 1006 Closed"), (when, await _calls.NextAsync()));
        await AssertOthersAreServedAsync();
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_the_handshake()
    {
        using RawPeer peer = await RawPeer.ConnectAsync(_app.Port);
        await peer.SendAsync("GET /handle HTTP/1.1\r\nHost: local");
        peer.Reset();
        await AssertOthersAreServedAsync();
    }

    [Fact]
    public async Task A_reset_while_a_handler_runs_is_told_to_it()
    {
        using RawPeer peer = await OpenAsync("/handle");
        await peer.SendAsync(ClientFrame.Text("wait for the end"));
        Assert.Equal("waiting", await _calls.NextAsync());
        peer.Reset();
        Assert.Equal("the end", await _calls.NextAsync());
        Assert.Equal("close 1006 Closed", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_reset_after_the_server_sent_its_close()
    {
        using RawPeer peer = await OpenAsync("/handle");
        (await _handles.NextAsync()).Close();
        Assert.Equal(1000, (await peer.ReadFrameAsync()).CloseCode);
        peer.Reset();
        Assert.Equal("close 1006 Closed", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_reset_while_the_server_sends()
    {
        using RawPeer peer = await OpenAsync("/flood");
        Assert.Equal("flooded", await _calls.NextAsync());
        peer.Reset();
        Assert.Equal("close 1006", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_reset_while_the_server_waits_for_the_answer_to_its_close_at_a_shutdown()
    {
        using RawPeer peer = await OpenAsync("/handle");
        await _handles.NextAsync();
        Task stop = _app.StopAsync();
        Assert.Equal(1001, (await peer.ReadFrameAsync()).CloseCode);
        peer.Reset();
        Assert.Equal("close 1006 Closed", await _calls.NextAsync());
        await stop;
    }

    [Fact]
    public async Task A_reset_after_a_failure()
    {
        using RawPeer peer = await OpenAsync("/handle");
        await peer.SendAsync(0x81, 0x01, (byte)'a');
        Assert.Equal(1002, (await peer.ReadFrameAsync()).CloseCode);
        peer.Reset();
        Assert.Equal("close 1002 Closed", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_handler_that_hangs_delays_nobody_else()
    {
        using RawPeer peer = await OpenAsync("/pause");
        await peer.SendAsync(ClientFrame.Text("wait"));
        Assert.Equal("waiting", await _calls.NextAsync());
        await AssertOthersAreServedAsync();

        _app.Services.GetRequiredService<PauseController.Gate>().Open();
        Assert.Equal("wait", (await peer.ReadFrameAsync()).Text);
    }

    /// <summary>
    /// Kestrel closes an upgraded connection as soon as it sees the FIN, so only the part of the echo that has been sent by then arrives, which may
    /// be nothing.
    /// </summary>
    [Theory]
    [InlineData(10)]
    [InlineData(MiB)]
    public async Task A_peer_that_finishes_sending_without_a_close_frame_has_left(int size)
    {
        using RawPeer peer = await OpenAsync("/handle");
        byte[] message = Bytes.Pattern(size);
        await peer.SendAsync(ClientFrame.Binary(message));
        peer.FinishSending();

        byte[] echo = [.. size < 126 ? (byte[])[0x82, (byte)size] : [0x82, 127, 0, 0, 0, 0, 0, 0x10, 0, 0], .. message];
        byte[] received = await peer.ReadToEndAsync();
        Assert.True(echo.AsSpan().StartsWith(received));
        Assert.Equal("close 1006 Closed", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_peer_that_goes_on_sending_after_the_servers_close_is_dropped()
    {
        using RawPeer peer = await OpenAsync("/handle");
        (await _handles.NextAsync()).Close();
        Task<string> ended = _calls.NextAsync();
        try
        {
            while (!ended.IsCompleted) await peer.SendAsync(ClientFrame.Text("and another thing"));
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            // The connection was dropped.
        }

        Assert.Equal("close 1006 Closed", await ended);
    }

    private static byte[] Repeat(byte[] bytes, int count) => [.. Enumerable.Repeat(bytes, count).SelectMany(one => one)];

    private static async Task RepeatAsync(Func<Task> step, int count)
    {
        for (int i = 0; i < count; i++) await step();
    }

    /// <summary>Limits the buffers, so that not much data is needed until no more goes through.</summary>
    private static void LimitBuffers(RawPeer peer) => peer.Socket.SendBufferSize = peer.Socket.ReceiveBufferSize = 64 * 1024;

    private Task<RawPeer> OpenAsync(string path) => RawPeer.OpenAsync(_app.Port, path);

    private async Task AssertOthersAreServedAsync()
    {
        using RawPeer other = await OpenAsync("/echo");
        await other.SendAsync(ClientFrame.Text("anyone there?"));
        Assert.Equal("anyone there?", (await other.ReadFrameAsync()).Text);
    }
}
