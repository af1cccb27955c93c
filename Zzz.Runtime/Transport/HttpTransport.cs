using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Zzz.Connection.Ports;
using Zzz.Transport.Epoll;

namespace Zzz.Transport;

/// <summary>Accepts an upgrade request, and picks the transport for the connection.</summary>
internal static class HttpTransport
{
    /// <summary>Answers 101 (RFC 6455 §4.2.2): the whole TCP connection becomes the WebSocket.</summary>
    public static async Task<ITransport> UpgradeAsync(HttpContext context)
    {
        Stream stream = await UpgradeOnSocketAsync(context);

        // Otherwise, Kestrel would keep enforcing its minimum data rate for the response. The WebSocket connection has its own deadlines.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        return IsOfKestrel(stream)
            && context.Features.Get<IConnectionTransportFeature>() is { } pipes
            && context.Features.Get<IConnectionLifetimeFeature>() is { } lifetime
            ? (pipes.Transport as HandshakeConnection)?.TryTakeSocket() ?? (ITransport)new PipeTransport(pipes, lifetime)
            : new StreamTransport(stream, context);
    }

    /// <summary>Answers 200 (RFC 8441 §5): one stream of the HTTP/2 connection becomes the WebSocket.</summary>
    public static async Task<ITransport> ConnectAsync(HttpContext context) =>
        new StreamTransport(await context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync(), context);

    /// <summary>Whether Kestrel itself provides an object, so that no middleware has wrapped it. Such middleware must see all bytes.</summary>
    private static bool IsOfKestrel(object given) => given.GetType().Assembly == typeof(KestrelServer).Assembly;

    private static async Task<Stream> UpgradeOnSocketAsync(HttpContext context)
    {
        // Connection middleware, such as TLS, replaces the socket's transport with its own.
        var output = context.Features.Get<IConnectionTransportFeature>()?.Transport as SocketOutput;
        if (IsOfKestrel(context.Features.GetRequiredFeature<IHttpUpgradeFeature>())) output?.TryTakeSocket();
        try
        {
            return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        }
        catch when (!context.Response.HasStarted)
        {
            output?.GiveSocketBack();
            throw;
        }
    }
}
