using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zzz.Connection;
using Zzz.Presence;
using Zzz.Telemetry;

namespace Zzz.Hosting.Lifetime;

/// <summary>
/// Closes the connections when the host stops, while the server still answers requests. The health check <c>zzz</c>, which this class also
/// implements, turns unhealthy, new upgrades get 503, and open connections are closed with 1001, spread out so that their clients do not all
/// reconnect at once.
/// </summary>
internal sealed class Drain(
    LiveConnections connections, PresenceCluster presence, IOptions<ZzzOptions> options, TimeProvider time, ILogger<Drain> logger)
    : IHostedLifecycleService, IHealthCheck
{
    private readonly ILogger _logger = GuardedLogger.Of(logger);
    private readonly TimeProvider _time = GuardedTime.Of(time);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        connections.CloseToNew();
        await Task.Delay(options.Value.PreDrainDelay, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        presence.Linger();
        ServerConnection[] open = connections.All;
        if (open.Length > 0) Log.Draining(_logger, open.Length);
        try
        {
            await CloseAllAsync(open, cancellationToken).WaitAsync(options.Value.DrainTimeout, _time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            ServerConnection[] left = connections.All;
            Log.DrainTimeout(_logger, left.Length);
            foreach (ServerConnection connection in left) connection.Abort();
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(connections.IsClosedToNew ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Closes the connections in random order and in batches, spread over one millisecond per connection but at most half of the timeout.</summary>
    private async Task CloseAllAsync(ServerConnection[] open, CancellationToken cancellationToken)
    {
        Random.Shared.Shuffle(open);
        TimeSpan spread = TimeSpan.FromMilliseconds(Math.Min(open.Length, options.Value.DrainTimeout.TotalMilliseconds / 2));
        int batches = Math.Max(1, (int)(spread / Pause));
        foreach (ServerConnection[] batch in open.Chunk(Math.Max(1, (open.Length + batches - 1) / batches)))
        {
            foreach (ServerConnection connection in batch) connection.Close(WsCloseCode.GoingAway, "server shutting down");
            if (batches > 1) await Task.Delay(Pause * Random.Shared.NextDouble() * 2, _time, cancellationToken);
        }

        await connections.EmptyAsync();
    }
}
