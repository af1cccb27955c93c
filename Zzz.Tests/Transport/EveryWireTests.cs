using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Transport;

/// <summary>Tests that a client sees the same over every kind of connection.</summary>
public sealed class EveryWireTests
{
    private readonly Calls _calls = new();
    private readonly Handles _handles = new();

    public static TheoryData<Wire> Wires => [.. Enum.GetValues<Wire>()];

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Messages_come_back(Wire wire)
    {
        await using TestApp app = await wire.StartAsync();
        using ClientPeer peer = await OpenAsync(wire, app, "/echo");
        await AssertEchoesAsync(peer);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Compressed_messages_come_back(Wire wire)
    {
        await using TestApp app = await wire.StartAsync(options => options.Compression.ServerContextTakeover = true);
        using ClientPeer peer = await ClientPeer.OpenAsync(
            wire, app.WebSocketUri("/echo"), options => options.DangerousDeflateOptions = new WebSocketDeflateOptions { ServerMaxWindowBits = 12 });
        await AssertEchoesAsync(peer);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_subprotocol_is_chosen(Wire wire)
    {
        await using TestApp app = await wire.StartAsync();
        using ClientPeer peer = await ClientPeer.OpenAsync(wire, app.WebSocketUri("/inspect/lobby"), options =>
        {
            options.AddSubProtocol("v1");
            options.AddSubProtocol("v2");
        });
        Assert.Equal("v2", peer.Subprotocol);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_close_of_the_client_is_answered(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/record");
        await peer.CloseAsync(4001, "good night");

        Assert.Equal((4001, ""), peer.Closed);
        await AssertCallsAsync("open", "close 4001 good night", "dispose");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_close_of_the_server_is_answered(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/record");
        await peer.SendAsync("close");
        Assert.Equal(WebSocketMessageType.Close, (await peer.ReceiveAsync()).Kind);
        Assert.Equal((4000, "as you wish"), peer.Closed);
        await peer.CloseAsync(4002, "and so I go");
        await AssertCallsAsync("open", "message close", "close 4002 and so I go", "dispose");
    }

    /// <summary>The close timeout is longer than the waits in the test, so only the closing handshake can end the stream.</summary>
    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_stream_ends_at_once_when_the_client_has_closed(Wire wire)
    {
        await using TestApp app = await StartPatientlyAsync(wire);
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/record");
        await peer.SendAsync(ClientFrame.Close(1000));
        Assert.Equal([0x88, 2, 0x03, 0xE8], await peer.ReadToEndAsync());
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_stream_ends_at_once_when_the_client_has_answered_a_close(Wire wire)
    {
        await using TestApp app = await StartPatientlyAsync(wire);
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/record");
        await peer.SendAsync([.. ClientFrame.Text("close"), .. ClientFrame.Close(4000)]);
        Assert.Equal([0x88, 13, 0x0F, 0xA0, .. "as you wish"u8], await peer.ReadToEndAsync());
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_stream_ends_after_a_failure(Wire wire)
    {
        await using TestApp app = await StartPatientlyAsync(wire);
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/record");
        await peer.SendAsync(ClientFrame.Text("throw"));
        Assert.Equal([0x88, 2, 0x03, 0xF3], await peer.ReadToEndAsync());
    }

    /// <summary>The server's clock stands still, so only the answer can end the stream.</summary>
    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_stream_ends_at_once_when_the_client_has_answered_a_failure(Wire wire)
    {
        await using TestApp app = await wire.StartAsync(
            build: builder => builder.Services.AddSingleton(_calls).AddSingleton<TimeProvider>(new FakeTimeProvider()));
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/record");
        await peer.SendAsync([.. ClientFrame.Text("throw"), .. ClientFrame.Text("late"), .. ClientFrame.Close(1011)]);
        Assert.Equal([0x88, 2, 0x03, 0xF3], await peer.ReadToEndAsync());
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_stream_ends_when_the_host_stops(Wire wire)
    {
        await using TestApp app = await StartPatientlyAsync(wire);
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/record");
        Task stop = app.StopAsync();
        await peer.SendAsync(ClientFrame.Close(1001));
        Assert.Equal(0x88, (await peer.ReadToEndAsync())[0]);
        if (!wire.IsHttp2()) await stop;
    }

    /// <summary>The handler follows the guide: it waits until the connection is gone.</summary>
    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_slow_consumer_is_dropped_after_the_close_timeout_also_while_a_handler_runs(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, options => options.CloseTimeout = TimeSpan.FromMilliseconds(300));
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/handle");
        WsConnection ws = await WaitingForTheEndAsync(peer);
        while (ws.SendBinary(new byte[50_000]) != WsSendResult.Closed) await Task.Yield();
        await AssertCallsAsync("the end", "close 1008 Closed");
    }

    /// <inheritdoc cref="A_slow_consumer_is_dropped_after_the_close_timeout_also_while_a_handler_runs"/>
    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_client_that_takes_no_close_is_dropped_after_the_close_timeout_also_while_a_handler_runs(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, options =>
        {
            options.CloseTimeout = TimeSpan.FromMilliseconds(300);
            options.SlowConsumer = WsSlowConsumer.Drop;
        });
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/handle");
        WsConnection ws = await WaitingForTheEndAsync(peer);
        for (int dropped = 0; dropped < 10;)
        {
            if (ws.SendBinary(new byte[50_000]) == WsSendResult.Sent) dropped = 0;
            else await Task.Delay(20 * ++dropped, TestContext.Current.CancellationToken); // the wire may merely be slow
        }

        ws.Close();
        await AssertCallsAsync("the end", "close 1006 Closed");
    }

    /// <summary>The client waits for the server to end the stream, as it should, while nothing is read because a handler runs.</summary>
    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_handler_that_waits_for_the_end_keeps_a_client_that_answered_a_close_no_longer_than_the_close_timeout(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, options => options.CloseTimeout = TimeSpan.FromMilliseconds(300));
        foreach (string callback in (string[])["open", "message"])
        {
            using WirePeer peer = await WirePeer.OpenAsync(wire, app, $"/wait/{callback}");
            await peer.SendAsync(ClientFrame.Text("message"));
            await AssertCallsAsync("waiting");
            (await _handles.NextAsync()).Close((WsCloseCode)4000, "signed out");
            await peer.SendAsync(ClientFrame.Close(4001));
            Assert.Equal([0x88, 12, 0x0F, 0xA0, .. "signed out"u8], await peer.ReadToEndAsync());
            await AssertCallsAsync("the end", "close 4001");
        }
    }

    /// <summary>Over TLS and HTTP/2, the transport ends only when the request does.</summary>
    [Theory]
    [MemberData(nameof(Wires))]
    public async Task An_OnClose_that_waits_for_the_end_ends_at_once(Wire wire)
    {
        await using TestApp app = await StartPatientlyAsync(wire);
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/wait/close");
        await peer.SendAsync(ClientFrame.Close(1000));
        Assert.Equal([0x88, 2, 0x03, 0xE8], await peer.ReadToEndAsync());
        await AssertCallsAsync("waiting", "the end", "close 1000");
    }

    /// <summary>When the request is over, Kestrel owns the remaining data, but must not wait for the peer forever.</summary>
    [Theory]
    [InlineData(Wire.Http1)]
    [InlineData(Wire.Http1OverTls)]
    [InlineData(Wire.Http1Middleware)]
    [InlineData(Wire.Http1UnixSocket)]
    public async Task A_client_that_reads_nothing_after_its_close_is_dropped_after_the_close_timeout(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, options => options.CloseTimeout = TimeSpan.FromMilliseconds(300));
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/handle");
        WsConnection ws = await _handles.NextAsync();
        var closed = new TaskCompletionSource();
        ws.Closed.Register(closed.SetResult);
        while (ws.BufferedBytes < 100_000) ws.SendBinary(new byte[50_000]);
        await peer.SendAsync(ClientFrame.Close(1000));
        await closed.Task.Guarded();
    }

    /// <summary>
    /// The data that is ready for the client is far less than the client reads at once, so the server writes between any two checks of the clock.
    /// </summary>
    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_client_that_takes_a_long_message_slowly_is_not_dropped(Wire wire)
    {
        const int Header = 10, Length = 16 * 1024 * 1024, Buffer = 64 * 1024;
        var time = new FakeTimeProvider();
        await using TestApp app = await wire.StartAsync(
            options => (options.SendTimeout, options.KeepAliveInterval) = (TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan),
            builder => builder.Services.AddSingleton(_calls).AddSingleton(_handles).AddSingleton<TimeProvider>(time)
                .Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endPoint => ListenWith(Buffer, endPoint)));
        using WirePeer peer = await WirePeer.OpenAsync(wire, app, "/handle");
        peer.ReceiveBufferSize = Buffer;
        (await _handles.NextAsync()).SendBinary(new byte[Length]);
        await peer.TakeAsync(Header);
        for (int i = 0; i < 16; i++)
        {
            time.Advance(TimeSpan.FromSeconds(8));
            await peer.TakeAsync(Length / 16);
        }

        await peer.SendAsync(ClientFrame.Close(1000));
        Assert.Equal([0x88, 2, 0x03, 0xE8], await peer.ReadToEndAsync());
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_close_that_is_not_answered_ends_after_the_close_timeout(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, options => options.CloseTimeout = TimeSpan.FromMilliseconds(300));
        using ClientPeer peer = await OpenAsync(wire, app, "/record");
        await peer.SendAsync("close");
        await AssertCallsAsync("open", "message close", "close 1006", "dispose");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_handler_that_throws_closes_with_1011(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/record");
        await peer.SendAsync("throw");
        Assert.Equal(WebSocketMessageType.Close, (await peer.ReceiveAsync()).Kind);
        Assert.Equal(1011, peer.Closed.Code);
        await AssertCallsAsync("open", "message throw", "close 1011", "dispose");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_peer_that_drops_the_connection_is_reported_as_1006(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/record");
        await peer.SendAsync("hello");
        await peer.ReceiveAsync();
        peer.Abort();
        await AssertCallsAsync("open", "message hello", "close 1006", "dispose");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task An_abort_drops_the_connection(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/record");
        await peer.SendAsync("abort");
        await Assert.ThrowsAnyAsync<WebSocketException>(peer.ReceiveAsync);
        await AssertCallsAsync("open", "message abort", "close 1006", "dispose");
    }

    [Theory]
    [InlineData(Wire.Http1)]
    [InlineData(Wire.Http1Stream)]
    public async Task What_a_client_sent_before_its_FIN_is_read(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record");
        await peer.SendAsync([.. ClientFrame.Text("one"), .. ClientFrame.Text("two"), .. ClientFrame.Close(1000)]);
        peer.FinishSending();
        // Whether the answers are still sent is up to Kestrel, which ends its side as soon as it sees the FIN.
        await AssertCallsAsync("open", "message one", "message two", "close 1000", "dispose");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Closed_fires_while_a_handler_runs(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/handle");
        await peer.SendAsync("wait for the end");
        Assert.Equal("waiting", await _calls.NextAsync());
        peer.Abort();
        await AssertCallsAsync("the end", "close 1006 Closed");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_handler_that_sends_learns_that_its_peer_is_gone(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/endless");
        await peer.SendAsync("again and again");
        await peer.ReceiveAsync();
        peer.Abort();
        await AssertCallsAsync("ended", "close 1006");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Closed_fires_after_a_close_too_and_then_nothing_can_be_sent_or_aborted(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/handle");
        WsConnection ws = await _handles.NextAsync();
        var closed = new TaskCompletionSource();
        ws.Closed.Register(closed.SetResult);
        await peer.CloseAsync(1000, null);
        await closed.Task.Guarded();
        await AssertCallsAsync("close 1000 Closed");

        ws.Abort();
        Assert.Equal(WsSendResult.Closed, ws.Send("too late"));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Refusals_have_their_status(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, options => options.MaxConnections = 1);
        Assert.Equal(404, await RefusedAsync(wire, app, "/nowhere"));
        Assert.Equal(400, await RefusedAsync(wire, app, "/echo", options => options.AddSubProtocol("base64url.bearer.phx.!")));
        Assert.Equal(403, await RefusedAsync(wire, app, "/echo", options => options.SetRequestHeader("Origin", "http://evil.example")));
        Assert.Equal(401, await RefusedAsync(wire, app, "/guarded"));
        Assert.Equal(500, await RefusedAsync(wire, app, "/unmakeable"));
        using ClientPeer peer = await OpenAsync(wire, app, "/echo");
        Assert.Equal(503, await RefusedAsync(wire, app, "/echo"));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_host_that_stops_closes_with_1001(Wire wire)
    {
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/record");
        Task stop = app.StopAsync();
        Assert.Equal(WebSocketMessageType.Close, (await peer.ReceiveAsync()).Kind);
        Assert.Equal(1001, peer.Closed.Code);
        await peer.CloseAsync(1001, null);
        await stop;
        await AssertCallsAsync("open", "close 1001", "dispose");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_client_that_reads_nothing_can_send_only_so_much(Wire wire)
    {
        const int Count = 1024;
        byte[] payload = new byte[64 * 1024];
        await using TestApp app = await StartAsync(wire);
        using ClientPeer peer = await OpenAsync(wire, app, "/handle");
        WsConnection ws = await _handles.NextAsync();
        Task sending = SendAllAsync();
        await UntilAsync(() => ws.BufferedBytes >= payload.Length);

        for (int i = 0; i < Count; i++) Assert.Equal(payload.Length, (await peer.ReceiveAsync()).Payload.Length);
        await sending;
        await peer.CloseAsync(1000, null);
        Assert.Equal(1000, peer.Closed.Code);

        async Task SendAllAsync()
        {
            for (int i = 0; i < Count; i++) await peer.SendAsync(WebSocketMessageType.Binary, payload);
        }
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_peer_that_takes_nothing_is_dropped_after_the_send_timeout(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, options => options.SendTimeout = TimeSpan.FromMilliseconds(300));
        using ClientPeer peer = await OpenAsync(wire, app, "/flood");
        await AssertCallsAsync("flooded", "close 1006");
    }

    private async Task<WsConnection> WaitingForTheEndAsync(WirePeer peer)
    {
        await peer.SendAsync(ClientFrame.Text("wait for the end"));
        Assert.Equal("waiting", await _calls.NextAsync());
        return await _handles.NextAsync();
    }

    private static async Task AssertEchoesAsync(ClientPeer peer)
    {
        foreach (int length in (int[])[0, 1, 126, 5_000, 65_536, 1024 * 1024])
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * i % 23)))));
            foreach (WebSocketMessageType kind in (WebSocketMessageType[])[WebSocketMessageType.Text, WebSocketMessageType.Binary])
            {
                await peer.SendAsync(kind, text);
                (WebSocketMessageType answerKind, ReadOnlyMemory<byte> answer) = await peer.ReceiveAsync();
                Assert.Equal(kind, answerKind);
                Assert.True(answer.Span.SequenceEqual(text), $"{kind} of {length} bytes");
            }
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(Guard.Limit);
        while (!isSo()) await Task.Delay(1, limit.Token);
    }

    private static Socket ListenWith(int sendBufferSize, EndPoint endPoint)
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SendBufferSize = sendBufferSize; // accepted sockets inherit this
        return socket;
    }

    private static Task<ClientPeer> OpenAsync(Wire wire, TestApp app, string path) => ClientPeer.OpenAsync(wire, app.WebSocketUri(path));

    private static Task<int> RefusedAsync(Wire wire, TestApp app, string path, Action<ClientWebSocketOptions>? configure = null) =>
        ClientPeer.RefusedAsync(wire, app.WebSocketUri(path), configure);

    private Task<TestApp> StartAsync(Wire wire, Action<ZzzOptions>? options = null) =>
        wire.StartAsync(options, builder => builder.Services.AddSingleton(_calls).AddSingleton(_handles));

    private Task<TestApp> StartPatientlyAsync(Wire wire) => StartAsync(wire, options => options.CloseTimeout = TimeSpan.FromHours(1));

    private async Task AssertCallsAsync(params string[] calls)
    {
        foreach (string call in calls) Assert.Equal(call, await _calls.NextAsync());
    }
}
