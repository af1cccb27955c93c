using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Zzz.Tests.Peers;

/// <summary>An app on real Kestrel, on a free loopback port, with the controllers of this assembly, and with the sockets of <see cref="TestSockets"/>.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApp(WebApplication app) => _app = app;

    public Uri Address => WireExtensions.ClientAddress(_app.Urls.Single());

    public int Port => Address.Port;

    public IServiceProvider Services => _app.Services;

    public static async Task<TestApp> StartAsync(
        Action<ZzzOptions>? options = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? use = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddZzz(options);
        TestSockets.AddTo(builder.WebHost);
        build?.Invoke(builder);
        WebApplication app = builder.Build();
        use?.Invoke(app);
        app.MapZzz();
        await app.StartAsync().Guarded();
        return new TestApp(app);
    }

    public Uri WebSocketUri(string path) => new UriBuilder(new Uri(Address, path)) { Scheme = Address.Scheme == "https" ? "wss" : "ws" }.Uri;

    public Task StopAsync() => _app.StopAsync().Guarded();

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
