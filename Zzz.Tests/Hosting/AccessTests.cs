using System.Net.WebSockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting;

/// <summary>ASP.NET Core's authorization, host filters and rate limits on a WebSocket route, and tokens from browsers.</summary>
public class AccessTests
{
    public static TheoryData<Wire> Wires => [Wire.Http1, Wire.Http2];

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Strangers_get_401_and_who_lacks_the_role_403(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, PerUser);
        Assert.Equal(401, await RefusedAsync(wire, app, _ => { }));
        Assert.Equal(403, await RefusedAsync(wire, app, options => options.SetRequestHeader("X-User", "eve")));
        using ClientPeer ada = await OpenAsync(wire, app, As("ada"));
        Assert.Equal("welcome ada", await ReceiveTextAsync(ada));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task On_another_host_the_route_is_not_there(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, PerUser);
        Assert.Equal(404, await RefusedAsync(wire, app, As("ada") + OfHost("other.example")));
        using ClientPeer ada = await OpenAsync(wire, app, As("ada") + OfHost("members.example"));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Each_user_has_as_many_connections_as_the_policy_allows(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, PerUser);
        using ClientPeer ada = await OpenAsync(wire, app, As("ada"));
        using ClientPeer bob = await OpenAsync(wire, app, As("bob"));
        Assert.Equal(429, await RefusedAsync(wire, app, As("ada")));

        await ReceiveTextAsync(ada);
        await ada.CloseAsync(1000, null);
        using ClientPeer again = await OpenAgainAsync(wire, app, As("ada"));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Each_address_opens_as_many_connections_as_the_policy_allows(Wire wire)
    {
        await using TestApp app = await StartAsync(wire, PerAddress);
        using ClientPeer first = await OpenAsync(wire, app, As("ada") + From("203.0.113.1"));
        using ClientPeer second = await OpenAsync(wire, app, As("bob") + From("203.0.113.2"));
        Assert.Equal(429, await RefusedAsync(wire, app, As("cid") + From("203.0.113.1")));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_token_comes_in_place_of_a_subprotocol(Wire wire)
    {
        await using TestApp app = await wire.StartAsync();
        Uri uri = app.WebSocketUri("/token");
        using ClientPeer peer = await ClientPeer.OpenAsync(wire, uri, Offering("chat.v1", "base64url.bearer.phx.b3BlbiBzZXNhbWU"));
        Assert.Equal("chat.v1", peer.Subprotocol);
        Assert.Equal("open sesame, chat.v1", await ReceiveTextAsync(peer));

        Assert.Equal(403, await ClientPeer.RefusedAsync(wire, uri, Offering("chat.v1")));
        Assert.Equal(403, await ClientPeer.RefusedAsync(wire, uri, Offering("chat.v1", "base64url.bearer.phx.d3Jvbmc")));
        Assert.Equal(400, await ClientPeer.RefusedAsync(wire, uri, Offering("chat.v1", "base64url.bearer.phx.!")));
    }

    private static RateLimitPartition<string> PerUser(HttpContext context) => RateLimitPartition.GetConcurrencyLimiter(
        context.User.Identity?.Name ?? "", _ => new ConcurrencyLimiterOptions { PermitLimit = 1 });

    private static RateLimitPartition<string> PerAddress(HttpContext context) => RateLimitPartition.GetFixedWindowLimiter(
        context.Connection.RemoteIpAddress!.ToString(), _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1) });

    private static Task<TestApp> StartAsync(Wire wire, Func<HttpContext, RateLimitPartition<string>> policy) => wire.StartAsync(
        build: builder =>
        {
            HeaderAuthentication.AddTo(builder.Services);
            builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor);
            builder.Services.AddRateLimiter(options =>
            {
                options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                options.AddPolicy("members", policy);
            });
        },
        use: app => app.UseForwardedHeaders().UseRateLimiter());

    private static Action<ClientWebSocketOptions> As(string user) => options =>
    {
        options.SetRequestHeader("X-User", user);
        options.SetRequestHeader("X-Role", "member");
    };

    private static Action<ClientWebSocketOptions> From(string address) => options => options.SetRequestHeader("X-Forwarded-For", address);

    private static Action<ClientWebSocketOptions> OfHost(string host) => options => options.SetRequestHeader("Host", host);

    private static Action<ClientWebSocketOptions> Offering(params string[] subprotocols) => options => Array.ForEach(subprotocols, options.AddSubProtocol);

    private static Task<ClientPeer> OpenAsync(Wire wire, TestApp app, Action<ClientWebSocketOptions> configure) =>
        ClientPeer.OpenAsync(wire, app.WebSocketUri("/members"), configure);

    private static Task<int> RefusedAsync(Wire wire, TestApp app, Action<ClientWebSocketOptions> configure) =>
        ClientPeer.RefusedAsync(wire, app.WebSocketUri("/members"), configure);

    /// <summary>Opens a connection when there is room again, which is when the request of the previous one has ended. The client cannot see that.</summary>
    private static async Task<ClientPeer> OpenAgainAsync(Wire wire, TestApp app, Action<ClientWebSocketOptions> configure)
    {
        using var limit = new CancellationTokenSource(Guard.Limit);
        while (true)
        {
            try
            {
                return await OpenAsync(wire, app, configure);
            }
            catch (WebSocketException) when (!limit.IsCancellationRequested)
            {
            }
        }
    }

    private static async Task<string> ReceiveTextAsync(ClientPeer peer) =>
        System.Text.Encoding.UTF8.GetString((await peer.ReceiveAsync()).Payload.Span);
}
