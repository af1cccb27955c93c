using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Upgrading;

/// <summary>ASP.NET Core's middleware in front of a WebSocket: middleware that could redirect, delay, cache or wrap the upgrade does not.</summary>
public sealed class MiddlewareTests
{
    public static readonly TheoryData<string, Action<WebApplicationBuilder>, Action<WebApplication>> Middleware = new()
    {
        { "response caching", b => b.Services.AddResponseCaching(), a => a.UseResponseCaching() },
        { "output caching", b => b.Services.AddOutputCache(o => o.AddBasePolicy(p => p.Cache())), a => a.UseOutputCache() },
        { "response compression", b => b.Services.AddResponseCompression(o => o.EnableForHttps = true), a => a.UseResponseCompression() },
        { "request decompression", b => b.Services.AddRequestDecompression(), a => a.UseRequestDecompression() },
        { "request timeouts", b => b.Services.AddRequestTimeouts(o => o.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromHours(1) }), a => a.UseRequestTimeouts() },
        { "HTTP logging", b => b.Services.AddHttpLogging(o => o.LoggingFields = HttpLoggingFields.All), a => a.UseHttpLogging() },
        { "CORS", b => b.Services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins("https://app.example"))), a => a.UseCors() },
        { "antiforgery", b => b.Services.AddAntiforgery(), a => a.UseAntiforgery() },
        { "developer exception page", _ => { }, a => a.UseDeveloperExceptionPage() },
        { "status code pages", _ => { }, a => a.UseStatusCodePages() },
        { "host filtering", b => b.Services.AddHostFiltering(o => o.AllowedHosts = ["localhost"]), a => a.UseHostFiltering() },
        { "WebSockets", _ => { }, a => a.UseWebSockets() },
    };

    [Theory]
    [MemberData(nameof(Middleware), DisableDiscoveryEnumeration = true)]
    public async Task Behind_it_two_clients_connect_and_a_refusal_stays_what_it_is(string name, Action<WebApplicationBuilder> add, Action<WebApplication> use)
    {
        await using TestApp app = await TestApp.StartAsync(build: add, use: use);
        using RawPeer first = await RawPeer.OpenAsync(app.Port, "/echo", "Accept-Encoding: gzip");
        using RawPeer second = await RawPeer.OpenAsync(app.Port, "/echo", "Accept-Encoding: gzip");
        await second.SendAsync(ClientFrame.Text(name));
        Assert.Equal(name, (await second.ReadFrameAsync()).Text);
        await first.SendAsync(ClientFrame.Text(name));
        Assert.Equal(name, (await first.ReadFrameAsync()).Text);
        Assert.Equal(403, await StatusAsync(app, "/echo", "Origin: https://evil.example"));
    }

    [Fact]
    public async Task A_policy_of_the_output_cache_for_a_whole_group_caches_no_WebSocket()
    {
        await using TestApp app = await TestApp.StartAsync(
            build: builder => builder.Services.AddOutputCache(),
            use: app =>
            {
                app.UseOutputCache();
                app.MapGroup("/cached").CacheOutput().MapZzz();
                app.MapGroup("/attribute").WithMetadata(new Microsoft.AspNetCore.OutputCaching.OutputCacheAttribute()).MapZzz();
            });
        foreach (string group in new[] { "cached", "attribute" })
        {
            using RawPeer first = await RawPeer.OpenAsync(app.Port, $"/{group}/echo");
            using RawPeer second = await RawPeer.OpenAsync(app.Port, $"/{group}/echo");
        }
    }

    [Fact]
    public async Task Cookie_authentication_answers_401_and_403_and_not_with_a_page_to_sign_in()
    {
        await using TestApp app = await TestApp.StartAsync(
            build: builder =>
            {
                builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                builder.Services.AddAuthorization();
            },
            use: app =>
            {
                app.MapGroup("/members").MapZzz().RequireAuthorization();
                app.MapGroup("/nobody").MapZzz().RequireAuthorization(policy => policy.RequireAssertion(_ => false));
                app.MapGet("/sign-in", () => TypedResults.SignIn(new(new System.Security.Claims.ClaimsIdentity("test"))));
            });
        Assert.Equal(401, await StatusAsync(app, "/members/echo"));
        Assert.Equal(401, await StatusAsync(app, "/members/tables"));

        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync("GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n");
        string cookie = (await HttpAnswer.ReadAsync(peer)).Header("Set-Cookie")!.Split(';')[0];
        Assert.Equal(101, await StatusAsync(app, "/members/echo", $"Cookie: {cookie}"));
        Assert.Equal(403, await StatusAsync(app, "/nobody/echo", $"Cookie: {cookie}"));
    }

    [Fact]
    public async Task A_stream_that_middleware_wraps_around_the_upgrade_sees_all_bytes()
    {
        var seen = new WrappedUpgrade();
        await using TestApp app = await TestApp.StartAsync(use: app => app.Use((context, next) => next(seen.Around(context))));
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/echo");
        await peer.SendAsync(ClientFrame.Text("seen"));
        Assert.Equal("seen", (await peer.ReadFrameAsync()).Text);
        await peer.SendAsync(ClientFrame.Close(1000));
        Assert.Equal(1000, (await peer.ReadFrameAsync()).CloseCode);
        Assert.True(seen.Read > 0 && seen.Written > 0);
    }

    private static async Task<int> StatusAsync(TestApp app, string path, params string[] headers)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake(path, headers));
        return int.Parse((await peer.ReadHeadAsync()).Split(' ')[1], null);
    }
}
