using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Connection.Closing;

/// <summary>Every way in which a connection can end: what the peer sees, and with which arguments <c>OnClose</c> is called, once.</summary>
public sealed class ClosingTests : IAsyncLifetime
{
    private readonly Calls _calls = new();
    private WsTestApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await MemoryApp.StartAsync(o => o.CloseTimeout = TimeSpan.FromSeconds(1), services => services.AddSingleton(_calls));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_close_of_the_peer_is_answered_with_its_code()
    {
        await using WsTestClient client = await OpenAsync();
        await client.SendAsync(WsTestFrame.Close((WsCloseCode)4242, "bye"));

        await client.ExpectCloseAsync((WsCloseCode)4242, "");
        await client.ExpectEndAsync();
        await AssertClosedAsync("close 4242 bye");
    }

    [Fact]
    public async Task An_empty_close_of_the_peer_is_answered_with_an_empty_close()
    {
        await using WsTestClient client = await OpenAsync();
        await client.SendAsync(WsTestFrame.Close());

        await client.ExpectCloseAsync(WsCloseCode.NoStatusReceived);
        await client.ExpectEndAsync();
        await AssertClosedAsync("close 1005");
    }

    [Fact]
    public async Task A_close_of_the_server_waits_for_the_answer()
    {
        await using WsTestClient client = await OpenAsync();
        client.AnswersControlFrames = false;
        await client.SendAsync("close");
        await client.ExpectCloseAsync((WsCloseCode)4000, "as you wish");
        Assert.Equal("message close", await _calls.NextAsync());

        await client.SendAsync("too late");
        await client.SendAsync(WsTestFrame.Close((WsCloseCode)4000));
        await client.ExpectEndAsync();
        await AssertClosedAsync("close 4000");
    }

    [Fact]
    public async Task A_close_of_the_server_that_is_not_answered_ends_after_the_timeout()
    {
        await using WsTestClient client = await OpenAsync();
        client.AnswersControlFrames = false;
        await client.SendAsync("close");
        await client.ExpectCloseAsync();

        Assert.Equal("message close", await _calls.NextAsync());
        await AssertClosedAsync("close 1006");
    }

    [Fact]
    public async Task A_close_in_OnOpen_goes_out_before_any_message_is_read()
    {
        await using WsTestClient client = await _app.ConnectAsync("/record/close-in-open");
        await client.SendAsync("ignored");
        await client.ExpectCloseAsync((WsCloseCode)4001);

        Assert.Equal("open", await _calls.NextAsync());
        await AssertClosedAsync("close 4001");
    }

    [Theory]
    [InlineData("throw")]
    [InlineData("throw later")]
    public async Task A_handler_that_throws_closes_with_1011(string text)
    {
        await using WsTestClient client = await OpenAsync();
        await client.SendAsync(text);

        await client.ExpectCloseAsync(WsCloseCode.InternalServerError, "");
        await client.ExpectEndAsync();
        Assert.Equal($"message {text}", await _calls.NextAsync());
        await AssertClosedAsync("close 1011");
    }

    [Fact]
    public async Task An_OnOpen_that_throws_closes_with_1011_and_OnClose_is_called()
    {
        await using WsTestClient client = await _app.ConnectAsync("/record/throw-in-open");
        await client.ExpectCloseAsync(WsCloseCode.InternalServerError, "");
        await client.ExpectEndAsync();

        Assert.Equal("open", await _calls.NextAsync());
        await AssertClosedAsync("close 1011");
    }

    [Fact]
    public async Task An_OnClose_that_throws_still_lets_the_controller_be_disposed_of()
    {
        await using WsTestClient client = await _app.ConnectAsync("/record/throw-in-close");
        await client.CloseAsync();

        Assert.Equal("open", await _calls.NextAsync());
        await AssertClosedAsync("close 1000");
    }

    [Fact]
    public async Task A_peer_that_just_goes_away_is_1006()
    {
        await using WsTestClient client = await OpenAsync();
        await client.LeaveAsync();
        await AssertClosedAsync("close 1006");
    }

    [Fact]
    public async Task A_peer_that_resets_is_1006()
    {
        await using WsTestClient client = await OpenAsync();
        await client.ResetAsync();
        await AssertClosedAsync("close 1006");
    }

    [Fact]
    public async Task An_abort_of_the_server_is_1006()
    {
        await using WsTestClient client = await OpenAsync();
        await client.SendAsync("abort");
        await client.ExpectEndAsync();
        Assert.Equal("message abort", await _calls.NextAsync());
        await AssertClosedAsync("close 1006");
    }

    [Fact]
    public async Task A_fault_of_the_peer_is_told_to_both_sides_although_more_bytes_come()
    {
        await using WsTestClient client = await OpenAsync();
        byte[] unmasked = [0x81, 0x01, (byte)'a'];
        await client.SendRawAsync((byte[])[.. unmasked, .. new byte[200_000]]);

        await client.ExpectCloseAsync(WsCloseCode.ProtocolError);
        await client.ExpectEndAsync();
        await AssertClosedAsync("close 1002 frame not masked");
    }

    [Fact]
    public async Task An_unsupported_kind_closes_with_1003()
    {
        await using WsTestClient client = await OpenAsync();
        await client.SendBinaryAsync(new byte[] { 1, 2, 3 });
        await client.ExpectCloseAsync(WsCloseCode.UnsupportedData);
        await AssertClosedAsync("close 1003");
    }

    [Fact]
    public async Task A_stop_of_the_server_closes_with_1001()
    {
        await using WsTestClient client = await OpenAsync();
        Task stop = _app.StopAsync();
        await client.ExpectCloseAsync(WsCloseCode.GoingAway);

        await stop;
        await AssertClosedAsync("close 1001");
    }

    private async Task<WsTestClient> OpenAsync()
    {
        WsTestClient client = await _app.ConnectAsync("/record");
        Assert.Equal("open", await _calls.NextAsync());
        return client;
    }

    private async Task AssertClosedAsync(string close)
    {
        Assert.Equal(close, await _calls.NextAsync());
        Assert.Equal("dispose", await _calls.NextAsync());
        Assert.False(_calls.Any);
    }
}
