using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Cluster;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Hosting.Lifetime;

public sealed class BackplaneHealthTests
{
    /// <summary>5 seconds and the interval between two heartbeats, which is a quarter of <see cref="ZzzOptions.NodeTimeout"/>.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(7.5);

    [Fact]
    public async Task A_single_node_is_healthy_however_old_it_is()
    {
        var time = new FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(build: builder => builder.Services.AddSingleton<TimeProvider>(time));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task A_node_that_is_cut_off_is_degraded_after_the_limit_and_healthy_when_it_is_back()
    {
        var (time, broker) = (new FakeTimeProvider(), new WsTestBackplane());
        IBackplane node = broker.NewNode();
        await using TestApp app = await StartAsync(node, time);

        broker.Cut(node);
        await EchoIsOlderAsync(app, broker, time, Limit - TimeSpan.FromMilliseconds(1));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
        time.Advance(TimeSpan.FromMilliseconds(2));
        HealthReportEntry degraded = await CheckAsync(app);
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Contains("The connection to the broker is lost. Check that the broker runs", degraded.Description, StringComparison.Ordinal);

        broker.Heal(node);
        await UntilHealthyAsync(app, broker, time);
    }

    [Fact]
    public async Task A_node_that_hears_nothing_over_an_open_connection_is_degraded()
    {
        var (time, broker) = (new FakeTimeProvider(), new WsTestBackplane());
        await using TestApp app = await StartAsync(broker.NewNode(), time);

        broker.Stall();
        await EchoIsOlderAsync(app, broker, time, Limit);
        time.Advance(TimeSpan.FromMilliseconds(1));
        HealthReportEntry degraded = await CheckAsync(app);
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Contains("is open, but messages do not come back", degraded.Description, StringComparison.Ordinal);

        broker.Resume();
        await UntilHealthyAsync(app, broker, time);
    }

    private static Task<TestApp> StartAsync(IBackplane node, TimeProvider time) =>
        TestApp.StartAsync(build: builder => builder.Services.AddSingleton(time).AddSingleton(node));

    /// <summary>Lets time pass until the last echo is exactly this old.</summary>
    private static async Task EchoIsOlderAsync(TestApp app, WsTestBackplane broker, FakeTimeProvider time, TimeSpan age)
    {
        await broker.IdleAsync().Guarded();
        time.Advance(age - app.Services.GetRequiredService<OtherNodes>().State.SinceEcho);
    }

    private static async Task UntilHealthyAsync(TestApp app, WsTestBackplane broker, FakeTimeProvider time)
    {
        for (int beat = 0; (await CheckAsync(app)).Status != HealthStatus.Healthy; beat++)
        {
            Assert.True(beat < 1000, "The node was not healthy again.");
            time.Advance(TimeSpan.FromSeconds(2.5));
            await broker.IdleAsync().Guarded();
            await Task.Yield();
        }
    }

    private static async Task<HealthReportEntry> CheckAsync(TestApp app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Entries["zzz.backplane"];
}
