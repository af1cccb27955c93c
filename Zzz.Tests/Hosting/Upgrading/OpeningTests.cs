using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Upgrading;

/// <summary>Failures between the verdict and the first message, and which side is blamed for them.</summary>
public sealed class OpeningTests
{
    private readonly Calls _calls = new();
    private readonly TaskCompletionSource<bool> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task An_upgrade_that_fails_is_a_500_and_not_a_full_server()
    {
        await using TestApp app = await StartAsync(app => app.Use((context, next) =>
        {
            context.Features.Set<IHttpUpgradeFeature>(new FailingUpgrade());
            return next(context);
        }));
        Assert.Equal(500, await StatusAsync(app, "/opening"));
        Assert.Equal("disposed", await _calls.NextAsync());
        Assert.Equal(500, await StatusAsync(app, "/opening")); // the failed upgrade took up no room
    }

    [Fact]
    public async Task A_session_whose_request_cannot_be_kept_is_disposed_of()
    {
        await using TestApp app = await StartAsync(app => app.Use((context, next) =>
        {
            context.Features.Set<IHttpAuthenticationFeature>(new UnreadableUser());
            return next(context);
        }));
        Assert.Equal(500, await StatusAsync(app, "/opening"));
        Assert.Equal("disposed", await _calls.NextAsync());
    }

    [Fact]
    public async Task MaxConnections_counts_connections_and_not_requests_that_are_being_judged()
    {
        await using TestApp app = await StartAsync(_ => { });
        using RawPeer stranger = await RawPeer.ConnectAsync(app.Port);
        await stranger.SendAsync(RawPeer.Handshake("/opening?wait=true"));
        Assert.Equal("judging", await _calls.NextAsync());

        using RawPeer member = await RawPeer.OpenAsync(app.Port, "/opening");
        _gate.SetResult(true);
        Assert.StartsWith("HTTP/1.1 503 ", await stranger.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal("disposed", await _calls.NextAsync());
        Assert.Equal(503, await StatusAsync(app, "/opening?wait=true")); // refused without calling OnUpgrade
        Assert.False(_calls.Any);
    }

    private static async Task<int> StatusAsync(TestApp app, string path)
    {
        using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
        await peer.SendAsync(RawPeer.Handshake(path));
        string head = await peer.ReadHeadAsync();
        return int.Parse(head.Split(' ')[1], null);
    }

    private Task<TestApp> StartAsync(Action<WebApplication> use) =>
        TestApp.StartAsync(build: builder => builder.Services.AddSingleton(_calls).AddSingleton(_gate), use: use);

    private sealed class FailingUpgrade : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => throw new InvalidOperationException("no upgrade today");
    }

    private sealed class UnreadableUser : IHttpAuthenticationFeature
    {
        public System.Security.Claims.ClaimsPrincipal? User
        {
            get => throw new InvalidOperationException("no user today");
            set { }
        }
    }

    /// <summary>A controller for one connection, with a verdict that may take time.</summary>
    [WsRoute("/opening")]
    public sealed class OpeningController(Calls calls, TaskCompletionSource<bool> gate) : IDisposable
    {
        public static void Configure(WsOptions options) => options.MaxConnections = 1;

        public async Task<bool> OnUpgrade([FromQuery] bool wait = false)
        {
            if (!wait) return true;
            calls.Add("judging");
            return await gate.Task;
        }

        public void Dispose() => calls.Add("disposed");
    }
}
