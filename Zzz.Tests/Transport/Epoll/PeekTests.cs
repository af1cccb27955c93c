using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Transport.Epoll;

/// <summary>Which connections run on a loop, and that all others are served as without <c>UseZzzSockets</c>.</summary>
public class PeekTests
{
    private const string Get = "GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Fact]
    public async Task An_upgrade_request_runs_on_a_loop()
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake("/echo"));
        Assert.Contains(SocketsApp.OnLoop, await AssertAsync(101, peer));
        await AssertEchoAsync(peer);
    }

    [Fact]
    public async Task A_frame_right_behind_the_request_is_answered()
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync([.. RawPeer.Handshake("/echo"), .. ClientFrame.Text("early")]);
        Assert.Contains(SocketsApp.OnLoop, await AssertAsync(101, peer));
        Assert.Equal("early", (await peer.ReadFrameAsync()).Text);
        await AssertEchoAsync(peer);
    }

    [Fact]
    public async Task Part_of_a_frame_behind_the_request_is_kept()
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        byte[] frame = ClientFrame.Text("early");
        await peer.SendAsync([.. RawPeer.Handshake("/echo"), .. frame[..3]]);
        await AssertAsync(101, peer);
        await peer.SendAsync(frame[3..]);
        Assert.Equal("early", (await peer.ReadFrameAsync()).Text);
    }

    [Fact]
    public async Task Other_requests_run_on_Kestrel()
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        for (int i = 0; i < 2; i++)
        {
            await peer.SendAsync(Get);
            Assert.Contains(SocketsApp.OnKestrel, await AssertAsync(200, peer));
            await peer.ReadAsync(1000);
        }
    }

    [Fact]
    public async Task An_upgrade_after_another_request_runs_on_Kestrel()
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync([.. Encoding.ASCII.GetBytes(Get), .. RawPeer.Handshake("/echo"), .. ClientFrame.Text("x")]);
        await AssertAsync(200, peer);
        await peer.ReadAsync(1000);
        Assert.Contains(SocketsApp.OnKestrel, await AssertAsync(101, peer));
        Assert.Equal("x", (await peer.ReadFrameAsync()).Text);
        await AssertEchoAsync(peer);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task A_request_in_two_parts_runs_on_Kestrel(int cut)
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        byte[] request = RawPeer.Handshake("/echo");
        await peer.SendAsync(request[..cut]);
        await WaitUntilTakenAsync(app);
        await peer.SendAsync(request[cut..]);
        Assert.Contains(SocketsApp.OnKestrel, await AssertAsync(101, peer));
        await AssertEchoAsync(peer);
    }

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/long", 200)]
    public async Task A_request_that_is_not_upgraded_is_answered_and_the_next_one_too(string path, int status)
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        for (int i = 0; i < 3; i++)
        {
            await peer.SendAsync(RawPeer.Handshake(path));
            Assert.Contains(SocketsApp.OnLoop, await AssertAsync(status, peer));
            if (status == 200) await peer.ReadAsync(1000);
        }

        byte[] request = RawPeer.Handshake("/echo");
        await peer.SendAsync(request[..50]);
        await peer.SendAsync([.. request[50..], .. ClientFrame.Text("early")]);
        await AssertAsync(101, peer);
        Assert.Equal("early", (await peer.ReadFrameAsync()).Text);
        await AssertEchoAsync(peer);
    }

    [Fact]
    public async Task A_wrong_version_is_answered_with_426()
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n\r\n");
        Assert.Contains("Sec-WebSocket-Version: 13\r\n", await AssertAsync(426, peer));
    }

    [Theory]
    [InlineData("GET /echo HTTP/1.1\nHost: a\n\n", 400)]
    [InlineData("GET http://localhost/long HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)]
    [InlineData("PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n", 400)]
    [InlineData("nonsense\r\n\r\n", 400)]
    public async Task Anything_else_is_answered_by_Kestrel(string request, int status)
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(request);
        await AssertAsync(status, peer);
    }

    [Theory]
    [InlineData(Wire.Http1OverTls)]
    [InlineData(Wire.Http2)]
    [InlineData(Wire.Http2OverTls)]
    [InlineData(Wire.Http1Middleware)]
    [InlineData(Wire.Http1Stream)]
    [InlineData(Wire.Http1UnixSocket)]
    public async Task A_WebSocket_works_on_each_kind_of_connection(Wire wire)
    {
        await using TestApp app = await SocketsApp.StartAsync(wire: wire);
        using ClientPeer peer = await ClientPeer.OpenAsync(wire, app.WebSocketUri("/echo"));
        await peer.SendAsync("x");
        Assert.Equal("x"u8.ToArray(), (await peer.ReceiveAsync()).Payload.ToArray());
    }

    [Fact]
    public async Task A_peer_that_ends_before_it_sends_anything_is_closed()
    {
        await using TestApp app = await SocketsApp.StartAsync();
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        peer.FinishSending();
        Assert.Empty(await peer.ReadToEndAsync());
    }

    [Fact]
    public async Task A_silent_peer_is_closed_after_the_headers_timeout()
    {
        var time = new FakeTimeProvider();
        await using TestApp app = await SocketsApp.StartAsync(options: options => options.KeepAliveInterval = Timeout.InfiniteTimeSpan, build: builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5));
        });
        using RawPeer silent = await RawPeer.ConnectAsync(app.Port);
        await WaitUntilTakenAsync(app);
        time.Advance(TimeSpan.FromSeconds(4));
        using RawPeer other = await RawPeer.OpenAsync(app.Port, "/echo");
        await AssertEchoAsync(other);
        Task<byte[]> reading = silent.ReadToEndAsync();
        Assert.False(reading.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(await reading);
        time.Advance(TimeSpan.FromSeconds(20));
        await AssertEchoAsync(other);
    }

    [Fact]
    public async Task Silent_peers_count_against_the_limit_of_Kestrel()
    {
        await using TestApp app = await SocketsApp.StartAsync(
            build: builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxConcurrentConnections = 2));
        using RawPeer first = await RawPeer.ConnectAsync(app.Port), second = await RawPeer.ConnectAsync(app.Port);
        using (RawPeer third = await RawPeer.ConnectAsync(app.Port)) Assert.Empty(await third.ReadToEndAsync());
        await first.UpgradeAsync("/echo");
        await AssertEchoAsync(first);
        using RawPeer fourth = await RawPeer.OpenAsync(app.Port, "/echo");
        await AssertEchoAsync(fourth);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_server_at_any_address_knows_both_ends(string client)
    {
        await using TestApp app = await SocketsApp.StartAsync(wire: null, build: builder => builder.WebHost.UseUrls("http://*:0"));
        var address = IPAddress.Parse(client);
        Assert.SkipWhen(address.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6, "There is no IPv6.");
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, app.Port, TestContext.Current.CancellationToken).AsTask().Guarded();
        using var stream = new NetworkStream(socket);
        await stream.WriteAsync(RawPeer.Handshake("/ends"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        IPAddress mapped = address.MapToIPv6();
        string line = "";
        while (!line.StartsWith("X-Ends: ", StringComparison.Ordinal)) line = (await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().Guarded())!;
        Assert.Equal($"X-Ends: loop {new IPEndPoint(mapped, ((IPEndPoint)socket.LocalEndPoint!).Port)} {new IPEndPoint(mapped, app.Port)}", line);
    }

    /// <summary>Waits until the loop has looked at the connections before, which it has when it has passed on a later one.</summary>
    private static async Task WaitUntilTakenAsync(TestApp app)
    {
        using RawPeer later = await RawPeer.ConnectAsync(app.Port);
        await later.SendAsync("GET /long HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        await later.ReadToEndAsync();
    }

    private static async Task<string> AssertAsync(int status, RawPeer peer)
    {
        string head = await peer.ReadHeadAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        return head;
    }

    private static async Task AssertEchoAsync(RawPeer peer)
    {
        await peer.SendAsync(ClientFrame.Text("x"));
        Assert.Equal("x", (await peer.ReadFrameAsync()).Text);
    }
}
