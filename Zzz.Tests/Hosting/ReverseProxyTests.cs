using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting;

/// <summary>An app behind a reverse proxy, set up as docs/security.md says.</summary>
public class ReverseProxyTests
{
    private readonly Calls _calls = new();

    public static readonly TheoryData<Wire, Wire> Ways = new()
    {
        { Wire.Http1, Wire.Http1 },
        { Wire.Http1OverTls, Wire.Http1 },
        { Wire.Http1, Wire.Http2 },
        { Wire.Http2, Wire.Http1 },
        { Wire.Http2OverTls, Wire.Http2OverTls },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Messages_and_closes_pass(Wire front, Wire back)
    {
        await using TestApp app = await StartAsync(back);
        await using ReverseProxy proxy = await ReverseProxy.StartAsync(front, back, app);
        using (ClientPeer peer = await ClientPeer.OpenAsync(front, proxy.WebSocketUri("/record")))
        {
            await peer.SendAsync("hello");
            Assert.Equal(5, (await peer.ReceiveAsync()).Payload.Length);
            await peer.CloseAsync(4001, "good night");
            await AssertCallsAsync("open", "message hello", "close 4001 good night", "dispose");
        }

        using (ClientPeer peer = await ClientPeer.OpenAsync(front, proxy.WebSocketUri("/record")))
        {
            await peer.SendAsync("close");
            Assert.Equal(WebSocketMessageType.Close, (await peer.ReceiveAsync()).Kind);
            Assert.Equal((4000, "as you wish"), peer.Closed);
            peer.Abort();
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_origin_is_that_of_the_proxy_and_the_peer_is_that_of_the_client(Wire front, Wire back)
    {
        await using TestApp app = await StartAsync(back, app => app.UseForwardedHeaders());
        await using ReverseProxy proxy = await ReverseProxy.StartAsync(front, back, app);
        using ClientPeer peer = await ClientPeer.OpenAsync(front, proxy.WebSocketUri("/inspect/lobby"), From(proxy.Address));
        await peer.SendAsync("remote");
        (_, ReadOnlyMemory<byte> remote) = await peer.ReceiveAsync();
        Assert.Equal("127.0.0.1:0", System.Text.Encoding.UTF8.GetString(remote.Span)); // X-Forwarded-For does not contain a port

        Assert.Equal(403, await ClientPeer.RefusedAsync(front, proxy.WebSocketUri("/echo"), From(new Uri("https://evil.example"))));
    }

    [Fact]
    public async Task Without_forwarded_headers_the_origin_of_the_proxy_is_a_strange_one()
    {
        await using TestApp app = await StartAsync(Wire.Http1);
        await using ReverseProxy proxy = await ReverseProxy.StartAsync(Wire.Http1, Wire.Http1, app);
        Assert.Equal(403, await ClientPeer.RefusedAsync(Wire.Http1, proxy.WebSocketUri("/echo"), From(proxy.Address)));
    }

    private static Action<ClientWebSocketOptions> From(Uri origin) =>
        options => options.SetRequestHeader("Origin", origin.GetLeftPart(UriPartial.Authority));

    private Task<TestApp> StartAsync(Wire wire, Action<WebApplication>? use = null) => wire.StartAsync(
        build: builder =>
        {
            builder.Services.AddSingleton(_calls);
            builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.All);
        },
        use: use);

    private async Task AssertCallsAsync(params string[] calls)
    {
        foreach (string call in calls) Assert.Equal(call, await _calls.NextAsync());
    }
}
