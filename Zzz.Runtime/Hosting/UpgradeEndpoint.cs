using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zzz.Connection;
using Zzz.Connection.Telemetry;
using Zzz.Dispatch;
using Zzz.Handshake;
using Zzz.Transport;

namespace Zzz.Hosting;

/// <summary>The endpoint of one controller: judges the upgrade request, makes the session, answers 101, and runs the connection.</summary>
internal sealed class UpgradeEndpoint(
    string name, Func<UpgradeBinder, WsSession?> activate, WsOptions options, WsJson json, IServiceProvider services)
{
    private readonly TimerWheel _wheel = services.GetRequiredService<TimerWheel>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly LiveConnections _connections = services.GetRequiredService<LiveConnections>();
    private readonly ConnectionMetrics _metrics = services.GetRequiredService<ConnectionMetrics>();
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger($"Zzz.{name}");
    private int _count;

    public async Task HandleAsync(HttpContext context)
    {
        if (Judge(context) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        try
        {
            bool hasRoom = Interlocked.Increment(ref _count) <= options.MaxConnections;
            await (hasRoom ? AcceptAsync(context) : RefuseAsync(context, UpgradeRefusal.TooManyConnections));
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private async Task AcceptAsync(HttpContext context)
    {
        await using var binder = new UpgradeBinder(context, services, json);
        if (activate(binder) is { } session) await ConnectAsync(session, context);
        else await RefuseAsync(context, binder.Refusal!);
    }

    private async Task ConnectAsync(WsSession session, HttpContext context)
    {
        string? subprotocol = Subprotocol.Choose(context.Request.Headers.SecWebSocketProtocol, options.Subprotocols);
        var deflate = DeflateNegotiation.Negotiate(context.Request.Headers.SecWebSocketExtensions, options.Compression);
        if (await TryOpenAsync(session, context, subprotocol, deflate?.Response))
            await RunAsync(session, TransportOf(context), HttpUpgradeRequest.Of(context, subprotocol, deflate?.Parameters), MetricsOf(context));
    }

    /// <summary>Lets the controller judge the request too, and answers it. A session that gets no connection is disposed of.</summary>
    private async Task<bool> TryOpenAsync(WsSession session, HttpContext context, string? subprotocol, string? extensions)
    {
        bool opened = false;
        try
        {
            IResult? refusal = session is IUpgradeHandler handler ? await handler.OnUpgrade(context) : null;
            opened = refusal is null && await TryUpgradeAsync(context, subprotocol, extensions);
            if (!opened) await RefuseAsync(context, refusal ?? UpgradeRefusal.TooManyConnections);
            return opened;
        }
        finally
        {
            if (!opened) await session.DisposeAsync();
        }
    }

    private Task RefuseAsync(HttpContext context, IResult refusal)
    {
        MetricsOf(context).Refused((refusal as UpgradeRefusal)?.Reason ?? UpgradeRefusal.Verdict);
        return refusal.ExecuteAsync(context);
    }

    /// <summary>Measured by the whole pattern, with the prefix of the group that it was mapped in.</summary>
    private RouteMetrics MetricsOf(HttpContext context) =>
        _metrics.For((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? name);

    private UpgradeRefusal? Judge(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        bool upgrades = HttpProtocol.IsHttp11(context.Request.Protocol)
            && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && HeaderTokens.Contains(headers.Connection, "Upgrade")
            && HeaderTokens.Contains(headers.Upgrade, "websocket");
        if (!upgrades) return UpgradeRefusal.NotAnUpgrade; // RFC 6455 §4.2.1
        if (headers.SecWebSocketVersion != "13") return UpgradeRefusal.Version; // RFC 6455 §4.2.2
        if (headers.SecWebSocketKey.Count != 1 || !AcceptKey.IsValidKey(headers.SecWebSocketKey)) return UpgradeRefusal.Key; // RFC 6455 §4.2.1
        string? origin = headers.Origin.Count == 0 ? null : headers.Origin.ToString();
        if (!OriginPolicy.Allows(origin, context.Request.Host.Value ?? "", options.AllowedOrigins)) return UpgradeRefusal.Origin; // RFC 6455 §10.2
        return _connections.IsClosedToNew ? UpgradeRefusal.Stopping : null;
    }

    /// <summary>Answers 101; <see langword="false"/> if Kestrel's own limit of upgraded connections is reached.</summary>
    private static async Task<bool> TryUpgradeAsync(HttpContext context, string? subprotocol, string? extensions)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Upgrade = "websocket"; // RFC 6455 §4.2.2
        headers.SecWebSocketAccept = AcceptKey.Compute(context.Request.Headers.SecWebSocketKey!); // RFC 6455 §4.2.2
        if (subprotocol is not null) headers.SecWebSocketProtocol = subprotocol; // RFC 6455 §4.2.2
        if (extensions is not null) headers.SecWebSocketExtensions = extensions; // RFC 6455 §4.2.2
        try
        {
            await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            return true;
        }
        catch (InvalidOperationException) when (!context.Response.HasStarted)
        {
            headers.Remove("Upgrade");
            headers.Remove("Sec-WebSocket-Accept");
            headers.Remove("Sec-WebSocket-Protocol");
            headers.Remove("Sec-WebSocket-Extensions");
            return false;
        }
    }

    private static PipeTransport TransportOf(HttpContext context)
    {
        // Kestrel would go on to judge the response by its data rate. The connection keeps its own deadlines.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
        return new PipeTransport(
            context.Features.GetRequiredFeature<IConnectionTransportFeature>(),
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>());
    }

    private async Task RunAsync(WsSession session, PipeTransport transport, HttpUpgradeRequest request, RouteMetrics metrics)
    {
        var connection = new ServerConnection(session, transport, request, options, json, _wheel, _time, _logger, metrics);
        _connections.Add(connection);

        // It may have begun to stop since the request was judged, and not have seen this connection.
        if (_connections.IsClosedToNew) connection.Close(WsCloseCode.GoingAway, "server shutting down");
        await connection.RunAsync();
        _connections.Remove(connection);
    }
}
