using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zzz.Connection;
using Zzz.Connection.Telemetry;
using Zzz.Dispatch;
using Zzz.Handshake;
using Zzz.PubSub;

namespace Zzz.Hosting;

/// <summary>The endpoint of one controller: judges the upgrade request, makes the session, answers, and runs the connection.</summary>
internal sealed class UpgradeEndpoint(
    string name, Func<UpgradeBinder, WsSession?> activate, WsOptions options, WsJson json, IServiceProvider services)
{
    private readonly TimerWheel _wheel = services.GetRequiredService<TimerWheel>();
    private readonly Topics _topics = services.GetRequiredService<Topics>();
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly LiveConnections _connections = services.GetRequiredService<LiveConnections>();
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger($"Zzz.{name}");
    private readonly ConnectionMetrics _metrics = services.GetRequiredService<ConnectionMetrics>();
    private readonly TrafficLog? _trafficLog = options.TrafficLogSize is { } size
        ? new TrafficLog(services.GetRequiredService<ILoggerFactory>().CreateLogger(TrafficLog.Category), size)
        : null;

    private int _count;

    public Task HandleAsync(HttpContext context)
    {
        var handshake = OpeningHandshake.Of(context);
        return Judge(context, handshake) is { } refusal ? RefuseAsync(context, refusal) : ServeAsync(context, handshake!);
    }

    /// <remarks>This method waits for as long as the connection lives: what it keeps, and what others would keep that wait beside it, counts.</remarks>
    private async Task ServeAsync(HttpContext context, OpeningHandshake handshake)
    {
        var binder = new UpgradeBinder(context, services, json);
        try
        {
            bool hasRoom = Interlocked.Increment(ref _count) <= options.MaxConnections;
            if (!hasRoom)
            {
                await RefuseAsync(context, UpgradeRefusal.TooManyConnections);
            }
            else if (await OpenAsync(context, binder, handshake) is { } connection)
            {
                await connection.RunAsync();
                _connections.Remove(connection);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _count);
            await binder.DisposeAsync();
        }
    }

    private UpgradeRefusal? Judge(HttpContext context, OpeningHandshake? handshake)
    {
        IHeaderDictionary headers = context.Request.Headers;
        if (handshake is null) return UpgradeRefusal.NotAnUpgrade; // RFC 6455 §4.2.1
        if (handshake.Judge(headers) is { } refusal) return refusal;
        string? origin = headers.Origin.Count == 0 ? null : headers.Origin.ToString();
        if (!OriginPolicy.Allows(origin, context.Request.Host.Value ?? "", options.AllowedOrigins)) return UpgradeRefusal.Origin; // RFC 6455 §10.2
        return _connections.IsClosedToNew ? UpgradeRefusal.Stopping : null;
    }

    /// <summary>Makes the session and the connection, which is among the live ones until it ends; <see langword="null"/> if the request was refused.</summary>
    private async Task<ServerConnection?> OpenAsync(HttpContext context, UpgradeBinder binder, OpeningHandshake handshake)
    {
        IResult? refusal = Agreement.TryReach(context.Request.Headers, options, out Agreement? agreement);
        if (refusal is null && activate(binder) is { } session)
        {
            ITransport? transport = await TryOpenAsync(session, context, handshake, agreement!);
            return transport is null ? null : Connect(session, transport, HttpUpgradeRequest.Of(context, agreement!), MetricsOf(context));
        }

        await RefuseAsync(context, refusal ?? binder.Refusal!);
        return null;
    }

    /// <summary>Lets the controller judge the request too, and answers it. A session that gets no connection is disposed of.</summary>
    private async Task<ITransport?> TryOpenAsync(WsSession session, HttpContext context, OpeningHandshake handshake, Agreement agreement)
    {
        ITransport? transport = null;
        try
        {
            IResult? refusal = session is IUpgradeHandler handler ? await handler.OnUpgrade(context) : null;
            if (refusal is null) transport = await handshake.AcceptAsync(context, agreement);
            if (transport is null) await RefuseAsync(context, refusal ?? UpgradeRefusal.TooManyConnections);
            return transport;
        }
        finally
        {
            if (transport is null) await session.DisposeAsync();
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

    private ServerConnection Connect(WsSession session, ITransport transport, HttpUpgradeRequest request, RouteMetrics metrics)
    {
        var telemetry = new ConnectionTelemetry(metrics, _time, _trafficLog);
        var connection = new ServerConnection(session, transport, request, options, json, _topics, _wheel, _time, _logger, telemetry);
        _connections.Add(connection);

        // It may have begun to stop since the request was judged, and not have seen this connection.
        if (_connections.IsClosedToNew) connection.Close(WsCloseCode.GoingAway, "server shutting down");
        return connection;
    }
}
