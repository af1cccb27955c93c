using System.Collections;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Zzz.Tests.Peers;

/// <summary>Both ends of each <see cref="Wire"/>.</summary>
internal static class WireExtensions
{
    public static bool IsHttp2(this Wire wire) => wire is Wire.Http2 or Wire.Http2OverTls;

    public static bool IsSecure(this Wire wire) => wire is Wire.Http1OverTls or Wire.Http2OverTls;

    /// <summary>An app that is reached over the wire.</summary>
    public static Task<TestApp> StartAsync(
        this Wire wire,
        Action<WsOptions>? options = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? use = null) =>
        TestApp.StartAsync(
            options,
            builder =>
            {
                wire.ListenOn(builder);
                build?.Invoke(builder);
            },
            app =>
            {
                if (wire == Wire.Http1Stream) app.Use(HidePipes);
                use?.Invoke(app);
            });

    /// <summary>Makes a server listen for nothing but the wire, at a free port of the loopback.</summary>
    public static void ListenOn(this Wire wire, WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = wire.IsHttp2() ? HttpProtocols.Http2 : HttpProtocols.Http1;
            if (wire.IsSecure()) listen.UseHttps(TestCertificate.Instance);
            if (wire == Wire.Http1Middleware) listen.UseConnectionLogging();
        }));
    }

    /// <summary>What sends the requests of one client, over a connection of its own.</summary>
    public static HttpMessageInvoker Client()
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.IsIt(certificate);
        return new HttpMessageInvoker(handler);
    }

    private static Task HidePipes(HttpContext context, RequestDelegate next) =>
        next(new DefaultHttpContext(new FeaturesWithoutPipes(context.Features)) { RequestServices = context.RequestServices });

    /// <remarks>Kestrel finds a feature of the connection again when one of the request is set to null.</remarks>
    private sealed class FeaturesWithoutPipes(IFeatureCollection all) : IFeatureCollection
    {
        public bool IsReadOnly => all.IsReadOnly;

        public int Revision => all.Revision;

        public object? this[Type key]
        {
            get => key == typeof(IConnectionTransportFeature) ? null : all[key];
            set => all[key] = value;
        }

        public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

        public void Set<TFeature>(TFeature? instance) => all.Set(instance);

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => all.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
