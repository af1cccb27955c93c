using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Zzz.Tests.Peers;

/// <summary>YARP in front of an app. It sends requests with the app's own host, and puts the client's values into X-Forwarded headers.</summary>
internal sealed class ReverseProxy : IAsyncDisposable
{
    private readonly WebApplication _proxy;

    private ReverseProxy(WebApplication proxy) => _proxy = proxy;

    public Uri Address => new(_proxy.Urls.Single());

    public static async Task<ReverseProxy> StartAsync(Wire front, Wire back, TestApp app)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        front.ListenOn(builder);
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy()
            .ConfigureHttpClient((_, handler) => handler.SslOptions.RemoteCertificateValidationCallback = (_, other, _, _) => TestCertificate.IsIt(other))
            .LoadFromMemory(
                [new RouteConfig { RouteId = "all", ClusterId = "app", Match = new RouteMatch { Path = "{**all}" } }],
                [new ClusterConfig { ClusterId = "app", Destinations = DestinationOf(app), HttpRequest = RequestsOver(back) }]);
        WebApplication proxy = builder.Build();
        proxy.MapReverseProxy();
        await proxy.StartAsync().Guarded();
        return new ReverseProxy(proxy);
    }

    public Uri WebSocketUri(string path) => new UriBuilder(new Uri(Address, path)) { Scheme = Address.Scheme == "https" ? "wss" : "ws" }.Uri;

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _proxy.StopAsync(limit.Token);
        await _proxy.DisposeAsync();
    }

    private static Dictionary<string, DestinationConfig> DestinationOf(TestApp app) =>
        new() { ["app"] = new DestinationConfig { Address = app.Address.ToString() } };

    private static ForwarderRequestConfig RequestsOver(Wire back) => new()
    {
        Version = back.IsHttp2() ? HttpVersion.Version20 : HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
