using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Transport;

/// <summary>WebSockets as HTTP/2 streams (RFC 8441): how requests are answered, and how streams end.</summary>
public sealed class Http2Tests : IAsyncLifetime
{
    private const int Cancel = 8; // RFC 9113 §7

    private readonly Calls _calls = new();
    private readonly Handles _handles = new();
    private readonly PauseController.Gate _gate = new();
    private readonly HttpMessageInvoker _client = WireExtensions.Client();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await Wire.Http2.StartAsync(build: builder => builder.Services.AddSingleton(_calls).AddSingleton(_gate).AddSingleton(_handles));

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _app.DisposeAsync();
    }

    [Fact]
    public async Task The_answer_is_200_without_a_key()
    {
        using Http2Peer peer = await OpenAsync("/inspect/lobby", "Sec-WebSocket-Protocol: v1", "Sec-WebSocket-Extensions: permessage-deflate");
        Assert.Equal("v1", Assert.Single(peer.Response.Headers.GetValues("Sec-WebSocket-Protocol")));
        Assert.StartsWith("permessage-deflate", Assert.Single(peer.Response.Headers.GetValues("Sec-WebSocket-Extensions")), StringComparison.Ordinal);
        Assert.False(peer.Response.Headers.Contains("Sec-WebSocket-Accept"));
        Assert.False(peer.Response.Headers.Contains("Upgrade"));
    }

    [Theory]
    [InlineData("CONNECT", "websocket", "")]
    [InlineData("CONNECT", "websocket", "Sec-WebSocket-Version: 8")]
    [InlineData("CONNECT", "another", "Sec-WebSocket-Version: 13")]
    [InlineData("GET", null, "Sec-WebSocket-Version: 13")]
    public async Task What_is_no_WebSocket_of_version_13_gets_400(string method, string? protocol, string header)
    {
        string[] headers = header.Length == 0 ? [] : [header];
        using HttpResponseMessage response = await Http2Peer.AskAsync(_client, Uri("/echo"), HttpMethod.Parse(method), protocol, headers);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.StartsWith("400 Bad Request: ", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WebSocket")]
    [InlineData("WEBSOCKET")]
    public async Task The_name_of_the_protocol_is_compared_without_case(string protocol)
    {
        // RFC 9110 §7.8
        using HttpResponseMessage response =
            await Http2Peer.AskAsync(_client, Uri("/echo"), HttpMethod.Connect, protocol, "Sec-WebSocket-Version: 13");
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Frames_may_be_cut_anywhere()
    {
        using Http2Peer peer = await OpenAsync("/echo");
        foreach (byte one in ClientFrame.Text("cut")) await peer.SendAsync(one);
        Assert.Equal("cut", (await peer.ReadFrameAsync()).Text);

        await peer.SendAsync([.. ClientFrame.Text("two"), .. ClientFrame.Text("at once")]);
        Assert.Equal("two", (await peer.ReadFrameAsync()).Text);
        Assert.Equal("at once", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task After_the_closing_handshake_the_stream_ends_although_OnClose_still_runs()
    {
        using Http2Peer peer = await OpenAsync("/linger");
        await peer.SendAsync(ClientFrame.Close(1000));
        Assert.Equal(1000, (await peer.ReadFrameAsync()).CloseCode);
        Assert.Empty(await peer.ReadToEndAsync());
        Assert.Equal("close 1000", await _calls.NextAsync());
        Assert.False(_calls.Any);

        _gate.Open();
        Assert.Equal("closed", await _calls.NextAsync());
    }

    [Fact]
    public async Task A_fault_is_told_before_the_stream_ends()
    {
        using Http2Peer peer = await OpenAsync("/record");
        await peer.SendAsync(ClientFrame.Of(0x83, []));
        Assert.Equal(1002, (await peer.ReadFrameAsync()).CloseCode);
        Assert.Empty(await peer.ReadToEndAsync());
        await AssertCallsAsync("open", "close 1002 unknown opcode", "dispose");
    }

    [Fact]
    public async Task An_abort_resets_the_stream_with_CANCEL()
    {
        using Http2Peer peer = await OpenAsync("/record");
        await peer.SendAsync(ClientFrame.Text("abort"));
        var reset = await Assert.ThrowsAsync<HttpProtocolException>(peer.ReadToEndAsync);
        Assert.Equal(Cancel, reset.ErrorCode);
        await AssertCallsAsync("open", "message abort", "close 1006", "dispose");
    }

    [Fact]
    public async Task Streams_of_one_connection_end_on_their_own()
    {
        using Http2Peer left = await OpenAsync("/record");
        using Http2Peer aborted = await OpenAsync("/record");
        using Http2Peer stays = await OpenAsync("/echo");
        await AssertCallsAsync("open", "open");

        left.Dispose();
        await AssertCallsAsync("close 1006", "dispose");
        await aborted.SendAsync(ClientFrame.Text("abort"));
        await AssertCallsAsync("message abort", "close 1006", "dispose");

        await stays.SendAsync(ClientFrame.Text("still here"));
        Assert.Equal("still here", (await stays.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task A_late_abort_does_not_reach_the_stream_that_came_after()
    {
        using Http2Peer first = await OpenAsync("/handle");
        WsConnection ws = await _handles.NextAsync();
        await first.SendAsync(ClientFrame.Close());
        Assert.Equal(1005, (await first.ReadFrameAsync()).CloseCode);
        Assert.Empty(await first.ReadToEndAsync());
        await AssertCallsAsync("close 1005 Closed");

        // Kestrel may reuse the objects of the first.
        using Http2Peer second = await OpenAsync("/echo");
        ws.Abort();
        await second.SendAsync(ClientFrame.Text("still here"));
        Assert.Equal("still here", (await second.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_holds_up_no_other()
    {
        using Http2Peer flooded = await OpenAsync("/flood");
        Assert.Equal("flooded", await _calls.NextAsync());
        using Http2Peer other = await OpenAsync("/echo");
        await other.SendAsync(ClientFrame.Text("free"));
        Assert.Equal("free", (await other.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task A_timeout_of_requests_does_not_count_for_connections()
    {
        var timeout = new RequestTimeout();
        await using TestApp app = await Wire.Http2.StartAsync(use: app => app.Use((context, next) =>
        {
            context.Features.Set<IHttpRequestTimeoutFeature>(timeout);
            return next(context);
        }));
        using Http2Peer peer = await Http2Peer.OpenAsync(_client, new Uri(app.Address, "/echo"));
        await peer.SendAsync(ClientFrame.Text("on"));
        await peer.ReadFrameAsync();
        Assert.True(timeout.IsDisabled);
    }

    private Uri Uri(string path) => new(_app.Address, path);

    private Task<Http2Peer> OpenAsync(string path, params string[] headers) => Http2Peer.OpenAsync(_client, Uri(path), headers);

    private async Task AssertCallsAsync(params string[] calls)
    {
        foreach (string call in calls) Assert.Equal(call, await _calls.NextAsync());
    }

    private sealed class RequestTimeout : IHttpRequestTimeoutFeature
    {
        public bool IsDisabled { get; private set; }

        public CancellationToken RequestTimeoutToken => default;

        public void DisableTimeout() => IsDisabled = true;
    }
}
