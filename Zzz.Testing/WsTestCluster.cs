using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Zzz;

/// <summary>
/// Several nodes of an app under test, in one process. Each is a <see cref="WsTestApp"/>, and a <see cref="WsTestBackplane"/> connects them. It takes
/// the place of the backplane that the app registers.
/// </summary>
/// <example>
/// <code>
/// await using WsTestCluster cluster = await WsTestCluster.StartAsync&lt;Program&gt;(nodes: 3);
/// await using WsTestClient ann = await cluster[0].ConnectAsync("/ws/chat"), bob = await cluster[1].ConnectAsync("/ws/chat");
/// await ann.SendAsync("hello");
/// await bob.ExpectTextAsync("hello");
/// await cluster.KillAsync(0);
/// </code>
/// </example>
public sealed class WsTestCluster : IAsyncDisposable
{
    private readonly Func<IBackplane, Task<WsTestApp>> _start;
    private readonly WsTestApp?[] _apps;
    private readonly IBackplane[] _backplanes;

    private WsTestCluster(int nodes, WsTestBackplane? backplane, Func<IBackplane, Task<WsTestApp>> start)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nodes);
        _start = start;
        _apps = new WsTestApp[nodes];
        _backplanes = new IBackplane[nodes];
        Backplane = backplane ?? new WsTestBackplane();
    }

    /// <summary>The broker that connects the nodes.</summary>
    public WsTestBackplane Backplane { get; }

    /// <summary>The number of nodes, including those that have been stopped.</summary>
    public int Count => _apps.Length;

    /// <summary>A node that runs.</summary>
    /// <param name="node">The number of the node, from 0.</param>
    /// <exception cref="InvalidOperationException">The node has been stopped.</exception>
    public WsTestApp this[int node] =>
        _apps[node] ?? throw new InvalidOperationException($"Node {node} has been stopped. StartAsync({node}) starts another in its place.");

    /// <summary>Runs the <c>Main</c> of an app several times.</summary>
    /// <typeparam name="TEntryPoint">A type in the app's assembly, such as <c>Program</c> or a controller.</typeparam>
    /// <param name="nodes">The number of nodes, at least 1.</param>
    /// <param name="services">Replaces services of each node. Called after the app has added its own services.</param>
    /// <param name="backplane">The broker that connects the nodes. Default: a new one.</param>
    /// <param name="args">Arguments for <c>Main</c>.</param>
    /// <returns>The started nodes.</returns>
    /// <exception cref="InvalidOperationException">The assembly has no <c>Main</c>, or one that does not run an app.</exception>
    public static Task<WsTestCluster> StartAsync<TEntryPoint>(
        int nodes, Action<IServiceCollection>? services = null, WsTestBackplane? backplane = null, string[]? args = null)
    {
        Assembly assembly = typeof(TEntryPoint).Assembly;
        return StartAllAsync(new WsTestCluster(nodes, backplane, node => WsTestApp.StartAsync(
            assembly,
            all =>
            {
                services?.Invoke(all);
                Connect(all, node);
            },
            args ?? [])));
    }

    /// <summary>Builds an app several times from the parts that a test needs, and starts it.</summary>
    /// <param name="nodes">The number of nodes, at least 1.</param>
    /// <param name="build">Adds services and configuration.</param>
    /// <param name="use">Adds middleware and endpoints.</param>
    /// <param name="backplane">The broker that connects the nodes. Default: a new one.</param>
    /// <returns>The started nodes.</returns>
    public static Task<WsTestCluster> StartAsync(
        int nodes, Action<WebApplicationBuilder> build, Action<WebApplication> use, WsTestBackplane? backplane = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        return StartAllAsync(new WsTestCluster(nodes, backplane, node => WsTestApp.StartAsync(
            builder =>
            {
                build(builder);
                Connect(builder.Services, node);
            },
            use)));
    }

    /// <summary>Cuts a node off from the broker, and so from the other nodes. Its clients stay connected to it.</summary>
    /// <param name="node">The number of the node.</param>
    public void Cut(int node) => Backplane.Cut(_backplanes[node]);

    /// <summary>Connects a node to the broker again.</summary>
    /// <param name="node">The number of the node.</param>
    public void Heal(int node) => Backplane.Heal(_backplanes[node]);

    /// <summary>
    /// Ends a node as <c>kill -9</c> does: its clients lose their connections without a close, and the other nodes are not told. Does nothing if the
    /// node has been stopped.
    /// </summary>
    /// <param name="node">The number of the node.</param>
    /// <returns>A task that completes when the node has ended.</returns>
    public async Task KillAsync(int node)
    {
        Cut(node);
        if (Take(node) is { } app) await app.DisposeAsync();
    }

    /// <summary>
    /// Stops a node as SIGTERM does. Connected clients receive a close with 1001, and the node waits for their answers: expect the close on each
    /// client before you await the returned task. Does nothing if the node has been stopped.
    /// </summary>
    /// <param name="node">The number of the node.</param>
    /// <returns>A task that completes when the node has stopped.</returns>
    public async Task StopAsync(int node)
    {
        if (Take(node) is not { } app) return;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Starts a new node in the place of one that has been stopped or killed.</summary>
    /// <param name="node">The number of the node.</param>
    /// <returns>The started node.</returns>
    /// <exception cref="InvalidOperationException">The node runs.</exception>
    public async Task<WsTestApp> StartAsync(int node)
    {
        if (_apps[node] is not null) throw new InvalidOperationException($"Node {node} runs. Stop it first, with StopAsync({node}) or KillAsync({node}).");
        _backplanes[node] = Backplane.NewNode();
        WsTestApp app = await _start(_backplanes[node]);
        _apps[node] = app;
        return app;
    }

    /// <summary>Drops all remaining connections, and stops all nodes. A stalled broker is resumed first.</summary>
    /// <returns>A task that completes when the nodes have stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        Backplane.Resume();
        for (int node = 0; node < Count; node++)
            if (Take(node) is { } app) await app.DisposeAsync();
    }

    private static async Task<WsTestCluster> StartAllAsync(WsTestCluster cluster)
    {
        try
        {
            for (int node = 0; node < cluster.Count; node++) await cluster.StartAsync(node);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static void Connect(IServiceCollection services, IBackplane node)
    {
        services.RemoveAll<IBackplane>();
        services.AddSingleton(node);
    }

    private WsTestApp? Take(int node)
    {
        WsTestApp? app = _apps[node];
        _apps[node] = null;
        return app;
    }
}
