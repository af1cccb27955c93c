using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Tests.Controllers;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Lifetime;

/// <summary>Which connections are accepted, and how all of them are closed when the host stops.</summary>
public class DrainTests
{
    private readonly Calls _calls = new();

    [Fact]
    public async Task Every_connection_gets_1001()
    {
        await using TestApp app = await StartAsync();
        RawPeer[] peers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => RawPeer.OpenAsync(app.Port, "/echo")));

        Task stop = app.StopAsync();
        foreach (RawPeer peer in peers)
        {
            Assert.Equal(1001, (await peer.ReadFrameAsync()).CloseCode);
            await peer.SendAsync(ClientFrame.Close(1001));
            Assert.Empty(await peer.ReadToEndAsync());
            peer.Dispose();
        }

        await stop;
    }

    [Fact]
    public async Task While_it_drains_upgrades_get_503_and_readiness_is_unhealthy()
    {
        await using TestApp app = await StartAsync();
        using RawPeer open = await RawPeer.OpenAsync(app.Port, "/record");
        using RawPeer late = await RawPeer.ConnectAsync(app.Port);
        var health = app.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status);

        Task stop = app.StopAsync();
        Assert.Equal(1001, (await open.ReadFrameAsync()).CloseCode);
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status);
        await late.SendAsync(RawPeer.Handshake("/echo"));
        string refusal = await late.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 503 ", refusal);
        Assert.Contains("\r\nRetry-After: ", refusal);

        await open.SendAsync(ClientFrame.Close(1001));
        await stop;
        Assert.Equal(["open", "close 1001", "dispose"], [await _calls.NextAsync(), await _calls.NextAsync(), await _calls.NextAsync()]);
    }

    [Fact]
    public async Task Before_it_drains_it_waits_for_the_balancer()
    {
        var time = new FakeTimeProvider();
        await using TestApp app = await StartAsync(o => o.PreDrainDelay = TimeSpan.FromSeconds(5), time);
        using RawPeer open = await RawPeer.OpenAsync(app.Port, "/echo");
        await open.SendAsync(ClientFrame.Text("here"));
        Assert.Equal("here", (await open.ReadFrameAsync()).Text); // a connection that is still opening would be closed at once
        var health = app.Services.GetRequiredService<HealthCheckService>();
        Task stop = app.StopAsync();
        while ((await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status != HealthStatus.Unhealthy) await Task.Yield();
        await open.SendAsync(ClientFrame.Text("still here"));
        Assert.Equal("still here", (await open.ReadFrameAsync()).Text);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1001, (await open.ReadFrameAsync()).CloseCode);
        await open.SendAsync(ClientFrame.Close(1001));
        await stop.Guarded();
    }

    [Fact]
    public async Task A_connection_that_does_not_end_in_time_is_dropped()
    {
        await using TestApp app = await StartAsync(o =>
        {
            o.DrainTimeout = TimeSpan.FromMilliseconds(200);
            o.CloseTimeout = TimeSpan.FromHours(1);
        });
        using RawPeer peer = await RawPeer.OpenAsync(app.Port, "/record");
        Assert.Equal("open", await _calls.NextAsync());

        await app.StopAsync();
        Assert.Equal("close 1006", await _calls.NextAsync());
    }

    [Fact]
    public async Task Over_MaxConnections_upgrades_get_503_until_a_connection_ends()
    {
        await using TestApp app = await StartAsync(o => o.MaxConnections = 2);
        using RawPeer first = await RawPeer.OpenAsync(app.Port, "/record");
        using RawPeer second = await RawPeer.OpenAsync(app.Port, "/record");
        using RawPeer elsewhere = await RawPeer.OpenAsync(app.Port, "/echo");
        using RawPeer third = await RawPeer.ConnectAsync(app.Port);
        await third.SendAsync(RawPeer.Handshake("/record"));
        string refusal = await third.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 503 ", refusal);
        Assert.Contains("\r\nRetry-After: ", refusal);

        await first.SendAsync(ClientFrame.Close());
        await first.ReadToEndAsync();
        await WaitForRoomAsync(app);
    }

    [Fact]
    public async Task A_flood_of_opens_gets_as_many_connections_as_are_allowed_and_503()
    {
        const int Allowed = 10, Opens = 300;
        await using TestApp app = await StartAsync(o => o.MaxConnections = Allowed);
        RawPeer[] peers = await Task.WhenAll(Enumerable.Range(0, Opens).Select(_ => RawPeer.ConnectAsync(app.Port)));
        await Task.WhenAll(peers.Select(peer => peer.SendAsync(RawPeer.Handshake("/record"))));
        string[] answers = await Task.WhenAll(peers.Select(peer => peer.ReadHeadAsync()));

        Assert.Equal(Allowed, answers.Count(answer => answer.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)));
        Assert.Equal(Opens - Allowed, answers.Count(answer => answer.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal)));
        foreach (RawPeer peer in peers) peer.Dispose();
        await WaitForRoomAsync(app);
    }

    /// <summary>Waits until there is room again, which is when the request of a connection has ended. The client cannot see that.</summary>
    private static async Task WaitForRoomAsync(TestApp app)
    {
        using var limit = new CancellationTokenSource(Guard.Limit);
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            using RawPeer peer = await RawPeer.ConnectAsync(app.Port);
            await peer.SendAsync(RawPeer.Handshake("/record"));
            if ((await peer.ReadHeadAsync()).StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)) return;
        }
    }

    private Task<TestApp> StartAsync(Action<ZzzOptions>? options = null, TimeProvider? time = null) =>
        TestApp.StartAsync(options, builder => builder.Services.AddSingleton(_calls).AddSingleton(time ?? TimeProvider.System));
}
