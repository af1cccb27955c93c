using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection;

/// <summary>Every way in which a connection ends: what the peer sees, and what <c>OnClose</c> is told, once.</summary>
public sealed class ClosingTests : IAsyncLifetime
{
    private readonly Calls _calls = new();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await TestApp.StartAsync(o => o.CloseTimeout = TimeSpan.FromSeconds(1), builder => builder.Services.AddSingleton(_calls));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_close_of_the_peer_is_answered_with_its_code()
    {
        using RawPeer peer = await OpenAsync();
        await peer.SendAsync(ClientFrame.Close(4242, "bye"));

        Assert.Equal([0x88, 0x02, 4242 >> 8, 4242 & 0xFF], await peer.ReadToEndAsync());
        await AssertClosedAsync("close 4242 bye");
    }

    [Fact]
    public async Task An_empty_close_of_the_peer_is_answered_with_an_empty_close()
    {
        using RawPeer peer = await OpenAsync();
        await peer.SendAsync(ClientFrame.Close());

        Assert.Equal([0x88, 0x00], await peer.ReadToEndAsync());
        await AssertClosedAsync("close 1005");
    }

    [Fact]
    public async Task A_close_of_the_server_waits_for_the_answer()
    {
        using RawPeer peer = await OpenAsync();
        await peer.SendAsync(ClientFrame.Text("close"));
        ServerFrame close = await peer.ReadFrameAsync();
        Assert.Equal((0x88, 4000, "as you wish"), (close.First, close.CloseCode, close.Text[2..]));
        Assert.Equal("message close", await _calls.NextAsync());

        await peer.SendAsync([.. ClientFrame.Text("too late"), .. ClientFrame.Close(4000)]);
        Assert.Empty(await peer.ReadToEndAsync());
        await AssertClosedAsync("close 4000");
    }

    [Fact]
    public async Task A_close_of_the_server_that_is_not_answered_ends_after_the_timeout()
    {
        using RawPeer peer = await OpenAsync();
        await peer.SendAsync(ClientFrame.Text("close"));
        await peer.ReadFrameAsync();

        Assert.Equal("message close", await _calls.NextAsync());
        await AssertClosedAsync("close 1006");
    }

    [Fact]
    public async Task A_close_in_OnOpen_goes_out_before_any_message_is_read()
    {
        using RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/record/close-in-open");
        Assert.Equal(4001, (await peer.ReadFrameAsync()).CloseCode);
        await peer.SendAsync([.. ClientFrame.Text("ignored"), .. ClientFrame.Close(4001)]);

        Assert.Equal("open", await _calls.NextAsync());
        await AssertClosedAsync("close 4001");
    }

    [Theory]
    [InlineData("throw")]
    [InlineData("throw later")]
    public async Task A_handler_that_throws_closes_with_1011(string text)
    {
        using RawPeer peer = await OpenAsync();
        await peer.SendAsync(ClientFrame.Text(text));

        Assert.Equal([0x88, 0x02, 1011 >> 8, 1011 & 0xFF], await peer.ReadToEndAsync());
        Assert.Equal($"message {text}", await _calls.NextAsync());
        await AssertClosedAsync("close 1011");
    }

    [Fact]
    public async Task An_OnOpen_that_throws_closes_with_1011_and_OnClose_is_called()
    {
        using RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/record/throw-in-open");
        Assert.Equal([0x88, 0x02, 1011 >> 8, 1011 & 0xFF], await peer.ReadToEndAsync());

        Assert.Equal("open", await _calls.NextAsync());
        await AssertClosedAsync("close 1011");
    }

    [Fact]
    public async Task An_OnClose_that_throws_still_lets_the_controller_be_disposed_of()
    {
        using RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/record/throw-in-close");
        await peer.SendAsync(ClientFrame.Close(1000));

        Assert.Equal("open", await _calls.NextAsync());
        await AssertClosedAsync("close 1000");
    }

    [Fact]
    public async Task A_peer_that_just_goes_away_is_1006()
    {
        using RawPeer peer = await OpenAsync();
        peer.FinishSending();
        await AssertClosedAsync("close 1006");
    }

    [Fact]
    public async Task A_peer_that_resets_is_1006()
    {
        using RawPeer peer = await OpenAsync();
        peer.Reset();
        await AssertClosedAsync("close 1006");
    }

    [Fact]
    public async Task An_abort_of_the_server_is_1006()
    {
        using RawPeer peer = await OpenAsync();
        await peer.SendAsync(ClientFrame.Text("abort"));
        Assert.Equal("message abort", await _calls.NextAsync());
        await AssertClosedAsync("close 1006");
    }

    [Fact]
    public async Task A_fault_of_the_peer_is_told_to_both_sides_although_more_bytes_come()
    {
        using RawPeer peer = await OpenAsync();
        byte[] unmasked = [0x81, 0x01, (byte)'a'];
        await peer.SendAsync([.. unmasked, .. new byte[200_000]]);

        byte[] received = await peer.ReadToEndAsync();
        Assert.Equal([0x88, (byte)(received.Length - 2), 1002 >> 8, 1002 & 0xFF], received[..4]);
        await AssertClosedAsync("close 1002 frame not masked");
    }

    [Fact]
    public async Task An_unsupported_kind_closes_with_1003()
    {
        using RawPeer peer = await OpenAsync();
        await peer.SendAsync(ClientFrame.Binary(1, 2, 3));
        Assert.Equal(1003, (await peer.ReadFrameAsync()).CloseCode);
        await peer.SendAsync(ClientFrame.Close(1003));
        await AssertClosedAsync("close 1003");
    }

    [Fact]
    public async Task A_stop_of_the_server_closes_with_1001()
    {
        using RawPeer peer = await OpenAsync();
        Task stop = _app.StopAsync();
        Assert.Equal(1001, (await peer.ReadFrameAsync()).CloseCode);
        await peer.SendAsync(ClientFrame.Close(1001));

        await stop;
        await AssertClosedAsync("close 1001");
    }

    private async Task<RawPeer> OpenAsync()
    {
        RawPeer peer = await RawPeer.OpenAsync(_app.Port, "/record");
        Assert.Equal("open", await _calls.NextAsync());
        return peer;
    }

    private async Task AssertClosedAsync(string close)
    {
        Assert.Equal(close, await _calls.NextAsync());
        Assert.Equal("dispose", await _calls.NextAsync());
        Assert.False(_calls.Any);
    }
}
