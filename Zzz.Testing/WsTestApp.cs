using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zzz.Testing.Channels;
using Zzz.Testing.Hosting;
using Zzz.Testing.Transport;

namespace Zzz;

/// <summary>
/// A whole app under test, on real Kestrel, with memory in place of sockets. No ports are used, so any number of apps can run at the same time.
/// </summary>
/// <example>
/// <code>
/// await using WsTestApp app = await WsTestApp.StartAsync&lt;Program&gt;(services => services.AddSingleton&lt;IStore, FakeStore&gt;());
/// await using WsTestClient client = await app.ConnectAsync("/ws/echo");
/// </code>
/// </example>
public sealed class WsTestApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Task? _main;
    private readonly InMemory _memory;

    private WsTestApp(IHost host, Task? main, InMemory memory)
    {
        _host = host;
        _main = main;
        _memory = memory;
        Services = host.Services;
    }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The longest time that a wait may take, in real time. Clients that connect from now on have the same limit. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Runs the <c>Main</c> of an app until the app has started. The addresses and ports that the app is configured to use are ignored. The
    /// environment is <c>Development</c>, unless <paramref name="args"/> set another one.
    /// </summary>
    /// <typeparam name="TEntryPoint">A type in the app's assembly, such as <c>Program</c> or a controller.</typeparam>
    /// <param name="args">Arguments for <c>Main</c>, such as <c>--environment=Staging</c> or <c>--Chat:MaxRooms=3</c>.</param>
    /// <returns>The started app.</returns>
    /// <exception cref="InvalidOperationException">The assembly has no <c>Main</c>, or one that does not run an app.</exception>
    public static Task<WsTestApp> StartAsync<TEntryPoint>(params string[] args) => StartAsync(typeof(TEntryPoint).Assembly, services: null, args);

    /// <inheritdoc cref="StartAsync{TEntryPoint}(string[])"/>
    /// <param name="services">Replaces services of the app. Called after the app has added its own services.</param>
    /// <param name="args">Arguments for <c>Main</c>.</param>
    public static Task<WsTestApp> StartAsync<TEntryPoint>(Action<IServiceCollection> services, params string[] args) =>
        StartAsync(typeof(TEntryPoint).Assembly, services, args);

    /// <summary>Builds an app from the parts that a test needs, and starts it.</summary>
    /// <param name="build">Adds services and configuration.</param>
    /// <param name="use">Adds middleware and endpoints.</param>
    /// <returns>The started app.</returns>
    /// <example><code>await WsTestApp.StartAsync(builder => builder.Services.AddZzz(), app => app.MapZzz());</code></example>
    public static async Task<WsTestApp> StartAsync(Action<WebApplicationBuilder> build, Action<WebApplication> use)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(use);
        var memory = new InMemory();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        build(builder);
        memory.Configure(builder.Host);

        WebApplication app = builder.Build();
        use(app);
        await app.StartAsync();
        return new WsTestApp(app, main: null, memory);
    }

    /// <summary>Connects to the app, and performs the opening handshake.</summary>
    /// <param name="path">The path and query, such as <c>/ws/chat/red?token=abc</c>.</param>
    /// <param name="request">The origin, subprotocols and further headers of the request.</param>
    /// <returns>The connected client; <c>OnOpen</c> may still be running.</returns>
    /// <exception cref="WsTestException">The upgrade was refused; the message contains the answer.</exception>
    public async Task<WsTestClient> ConnectAsync(string path, WsTestRequest? request = null)
    {
        using var limit = new CancellationTokenSource(Timeout);
        MemoryConnection connection = _memory.Transport.Connect();
        var (stream, headers) = await Upgrade.AcceptedAsync(connection, path, request ?? new WsTestRequest(), limit.Token);
        return new WsTestClient(connection, stream, headers, _memory.Failures) { Timeout = Timeout };
    }

    /// <summary>Connects to a channel route.</summary>
    /// <param name="path">
    /// The path and query, such as <c>/socket?token=abc</c>. The client uses serializer V2, unless the query contains <c>vsn=1.0.0</c>.
    /// </param>
    /// <param name="request">The origin, subprotocols and further headers of the request.</param>
    /// <returns>The connected client, without any topics.</returns>
    /// <exception cref="WsTestException">The upgrade was refused; the message contains the answer.</exception>
    public async Task<ChannelTestClient> ConnectChannelsAsync(string path, WsTestRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        (path, ClientForm form) = ClientForm.Of(path);
        return new ChannelTestClient(new ChannelWire(await ConnectAsync(path, request), form), () => ConnectAsync(path, request));
    }

    /// <summary>Sends an upgrade request, and expects the app to refuse it.</summary>
    /// <param name="path">The path and query.</param>
    /// <param name="status">The expected HTTP status, such as 403.</param>
    /// <param name="request">The origin, subprotocols and further headers of the request.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="WsTestException">The answer has another status, or the upgrade was accepted.</exception>
    public async Task<WsTestRefusal> ExpectRefusalAsync(string path, int status, WsTestRequest? request = null)
    {
        using var limit = new CancellationTokenSource(Timeout);
        return await Upgrade.RefusedAsync(_memory.Transport.Connect(), path, status, request ?? new WsTestRequest(), limit.Token);
    }

    /// <summary>Creates an HTTP client for the app's other endpoints, such as a login or a health check. The caller must dispose the client.</summary>
    /// <returns>The client. Its base address is <c>http://localhost</c>, and it does not follow redirects.</returns>
    public HttpClient CreateClient() => new(Upgrade.Handler(_memory.Transport.Connect)) { BaseAddress = new Uri("http://localhost"), Timeout = Timeout };

    /// <summary>
    /// Stops the app as SIGTERM does. Connected clients receive a close with 1001, and the app waits for their answers: expect the close on each
    /// client before you await the returned task.
    /// </summary>
    /// <returns>A task that completes when the app has stopped.</returns>
    public async Task StopAsync()
    {
        if (_main is null) await _host.StopAsync().WaitAsync(Timeout);
        else await EndMainAsync();
    }

    /// <summary>Drops all remaining connections, and stops the app.</summary>
    /// <returns>A task that completes when the app has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        _memory.Transport.ResetAll();
        await StopAsync();
        if (_main is null) await ((IAsyncDisposable)_host).DisposeAsync();
    }

    internal static async Task<WsTestApp> StartAsync(Assembly assembly, Action<IServiceCollection>? services, string[] args)
    {
        var memory = new InMemory(services);
        string[] all = ["--environment=Development", $"--applicationName={assembly.GetName().Name}", .. args];
        (IHost host, Task main) = await new EntryPoint(assembly, memory.Configure).RunAsync(all);
        await StartedAsync(host, main);
        return new WsTestApp(host, main, memory);
    }

    private static async Task StartedAsync(IHost host, Task main)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration =
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        if (await Task.WhenAny(started.Task, main) == started.Task) return;
        await main;
        throw new InvalidOperationException("Main returned before the app had started.");
    }

    /// <summary>Makes <c>app.Run()</c> return, which stops and disposes the app.</summary>
    private async Task EndMainAsync()
    {
        if (!_main!.IsCompleted) _host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await _main.WaitAsync(Timeout);
    }
}
