using System.Collections;
using System.Net;
using System.Net.Sockets;
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
    private const string UnixSocketExtension = ".zzz-socket";

    public static bool IsHttp2(this Wire wire) => wire is Wire.Http2 or Wire.Http2OverTls;

    public static bool IsSecure(this Wire wire) => wire is Wire.Http1OverTls or Wire.Http2OverTls;

    /// <summary>Starts an app that is reached over the wire.</summary>
    public static Task<TestApp> StartAsync(
        this Wire wire,
        Action<ZzzOptions>? options = null,
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

    /// <summary>Makes a server listen only on the wire, on a free loopback port.</summary>
    public static void ListenOn(this Wire wire, WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (wire == Wire.Http1UnixSocket) kestrel.ListenUnixSocket(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}{UnixSocketExtension}"), Configure);
            else kestrel.Listen(IPAddress.Loopback, 0, Configure);
        });

        void Configure(ListenOptions listen)
        {
            listen.Protocols = wire.IsHttp2() ? HttpProtocols.Http2 : HttpProtocols.Http1;
            if (wire.IsSecure()) listen.UseHttps(TestCertificate.Instance);
            if (wire == Wire.Http1Middleware) listen.UseConnectionLogging();
        }
    }

    /// <summary>Returns the address at which a client finds an app. For a Unix socket, the host is the name of the socket's file.</summary>
    public static Uri ClientAddress(string listeningOn) =>
        listeningOn.EndsWith(UnixSocketExtension, StringComparison.Ordinal) ? new Uri($"http://{Path.GetFileName(listeningOn)}") : new Uri(listeningOn);

    /// <summary>Returns the file of the Unix socket for which an address stands.</summary>
    public static string UnixSocketOf(Uri address) => Path.Combine(Path.GetTempPath(), address.Host);

    /// <summary>Returns an invoker that sends the requests of one client, over a separate connection.</summary>
    public static HttpMessageInvoker Client()
    {
        var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => TestCertificate.IsIt(certificate);
        return new HttpMessageInvoker(handler);
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        bool isUnix = context.DnsEndPoint.Host.EndsWith(UnixSocketExtension, StringComparison.Ordinal);
        Socket socket = isUnix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        EndPoint server = isUnix ? new UnixDomainSocketEndPoint(UnixSocketOf(context.InitialRequestMessage.RequestUri!)) : context.DnsEndPoint;
        await socket.ConnectAsync(server, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static Task HidePipes(HttpContext context, RequestDelegate next) =>
        next(new DefaultHttpContext(new FeaturesWithoutPipes(context.Features)) { RequestServices = context.RequestServices });

    /// <remarks>Kestrel finds a connection's feature again if the same feature of the request is set to null.</remarks>
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
