using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zzz.CompilerServices;
using Zzz.Connection;
using Zzz.Connection.Ports;
using Zzz.Dispatch;
using Zzz.Handshake;
using Zzz.Hosting.Refusing;
using Zzz.Json;
using Zzz.Telemetry;

namespace Zzz.Hosting.Upgrading;

/// <summary>The endpoint of one controller: checks the upgrade request, creates the session, answers, and runs the connection.</summary>
internal sealed class UpgradeEndpoint(
    string name, Func<UpgradeBinder, WsSession?> activate, WsOptions options, WsJson json, Engine engine, IServiceProvider services)
{
    private readonly ConnectionRoute _route = engine.RouteOf(name, options, json);
    private readonly TrafficLog? _trafficLog = engine.TrafficLogOf(options);
    private readonly IServiceScopeFactory? _messageScopes = options.ScopePerMessage ? services.GetRequiredService<IServiceScopeFactory>() : null;
    private readonly OriginPolicy _origins = new(options.AllowedOrigins);
    private readonly RefusalLog _refusals = new(engine.LoggerOf(name), string.Join(", ", options.AllowedOrigins));

    /// <summary>How many connections are open or are being opened. Requests that are still being checked do not count.</summary>
    private int _count;

    public Task HandleAsync(HttpContext context)
    {
        var handshake = OpeningHandshake.Of(context);
        return Judge(context, handshake) is { } refusal ? RefuseAsync(context, refusal) : ServeAsync(context, handshake!);
    }

    /// <remarks>This method waits as long as the connection lives, so everything that its state machine holds costs memory per connection.</remarks>
    private async Task ServeAsync(HttpContext context, OpeningHandshake handshake)
    {
        var binder = new UpgradeBinder(context, services, json, options.ScopePerMessage);
        try
        {
            if (Volatile.Read(ref _count) >= options.MaxConnections)
            {
                await RefuseAsync(context, UpgradeRefusal.TooManyConnections);
            }
            else if (await OpenAsync(context, binder, handshake) is { } connection)
            {
                await RunAsync(connection);
            }
        }
        finally
        {
            await binder.DisposeAsync();
        }
    }

    private UpgradeRefusal? Judge(HttpContext context, OpeningHandshake? handshake)
    {
        IHeaderDictionary headers = context.Request.Headers;
        if (handshake is null) // RFC 6455 §4.2.1
            return OpeningHandshake.IsRequestedOf(context.Request) ? UpgradeRefusal.CannotUpgrade : UpgradeRefusal.NotAnUpgrade;
        if (handshake.Judge(headers) is { } refusal) return refusal;
        string? origin = headers.Origin.Count == 0 ? null : headers.Origin.ToString();
        if (!_origins.Allows(origin, context.Request.Host.Value ?? "")) return UpgradeRefusal.Origin; // RFC 6455 §10.2
        return engine.Connections.IsClosedToNew ? UpgradeRefusal.Stopping : null;
    }

    /// <summary>Creates the session and the connection, or refuses the request and returns <see langword="null"/>.</summary>
    private async Task<ServerConnection?> OpenAsync(HttpContext context, UpgradeBinder binder, OpeningHandshake handshake)
    {
        IResult? refusal = Agreement.TryReach(context.Request.Headers, options, out Agreement? agreement);
        if (refusal is null && activate(binder) is { } session) return await OpenAsync(session, context, handshake, agreement!);
        await RefuseAsync(context, refusal ?? binder.Refusal!);
        return null;
    }

    /// <summary>Calls <c>OnUpgrade</c>, and answers the request. If that does not result in a connection, the session is disposed.</summary>
    private async Task<ServerConnection?> OpenAsync(WsSession session, HttpContext context, OpeningHandshake handshake, Agreement agreement)
    {
        ServerConnection? connection = null;
        try
        {
            IResult? refusal = session is IUpgradeHandler handler ? await handler.OnUpgrade(context) : null;
            if (refusal is null) connection = await TryConnectAsync(session, context, handshake, agreement);
            if (connection is null) await RefuseAsync(context, refusal ?? UpgradeRefusal.TooManyConnections);
            return connection;
        }
        finally
        {
            if (connection is null) await session.DisposeAsync();
        }
    }

    /// <summary>Accepts the request, if there is room. Everything that can fail comes before the response.</summary>
    private async Task<ServerConnection?> TryConnectAsync(WsSession session, HttpContext context, OpeningHandshake handshake, Agreement agreement)
    {
        var request = HttpUpgradeRequest.Of(context, agreement);
        RouteMetrics metrics = MetricsOf(context);
        ServerConnection? connection = null;
        bool isFull = Interlocked.Increment(ref _count) > options.MaxConnections;
        try
        {
            ITransport? transport = isFull ? null : await handshake.AcceptAsync(context, agreement);
            return connection = transport is null ? null : Connect(session, transport, request, metrics);
        }
        finally
        {
            if (connection is null) Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>
    /// Runs the connection outside the request's execution context, and so without the request's activity (otherwise every message would become part
    /// of it), its <see cref="IHttpContextAccessor"/> value and its logging scopes. Only the culture is kept, and until the connection has an
    /// activity of its own, the activity.
    /// </summary>
    private async Task RunAsync(ServerConnection connection)
    {
        var start = new ConnectionStart(connection);
        try
        {
            await start.RunAsync();
        }
        finally
        {
            Interlocked.Decrement(ref _count);
            engine.Connections.Remove(connection);
        }
    }

    private Task RefuseAsync(HttpContext context, IResult refusal)
    {
        RouteMetrics metrics = MetricsOf(context);
        metrics.Refused((refusal as UpgradeRefusal)?.Reason ?? UpgradeRefusal.Verdict);
        _refusals.Add(metrics.Route, refusal as UpgradeRefusal, context.Request);
        return refusal.ExecuteAsync(context);
    }

    /// <summary>Returns the metrics for the route, named by its whole pattern including the prefix of its group.</summary>
    private RouteMetrics MetricsOf(HttpContext context) =>
        engine.Metrics.For((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? name);

    private ServerConnection Connect(WsSession session, ITransport transport, HttpUpgradeRequest request, RouteMetrics metrics)
    {
        var telemetry = new ConnectionTelemetry(metrics, _route.Time, _trafficLog);
        if (_messageScopes is not null && ScopedSession.Suits(session)) session = new ScopedSession(session, _messageScopes);
        var connection = new ServerConnection(session, transport, request, _route, telemetry);
        engine.Connections.Add(connection);

        // The host may have begun to stop after the request was checked, and may have missed this connection.
        if (engine.Connections.IsClosedToNew) connection.Close(WsCloseCode.GoingAway, "server shutting down");
        return connection;
    }
}
