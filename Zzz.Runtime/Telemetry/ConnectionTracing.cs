using System.Diagnostics;
using System.Net;

namespace Zzz.Telemetry;

/// <summary>
/// The activities of one connection. One of them lasts as long as the connection, and is a child of the request's activity. In addition, each message
/// has its own activity, which starts a new trace and links to the connection's, because a trace as long as a connection would be useless. If nothing
/// listens, there are no activities.
/// </summary>
internal sealed class ConnectionTracing(string route)
{
    private const string Observer = "a listener of activities";

    private static readonly ActivitySource Source = new("Zzz");

    private Activity? _connection;
    private ActivityLink[] _links = [];
    private string? _id;
    private string? _messageName;

    /// <summary>Starts the connection's activity. Handlers that are called from then on are part of it.</summary>
    public void Open(WsConnection ws)
    {
        if (Source.HasListeners()) _connection = Start($"connection {route}", ActivityKind.Internal, []);
        Enter(_connection); // even if null: the activities of handlers must not join the request's trace, which lasts as long as the connection
        if (_connection is null) return;

        _links = [new ActivityLink(_connection.Context)];
        _id = ws.Id;
        _connection.SetTag(RouteMetrics.RouteTag, route).SetTag("zzz.connection.id", _id).SetTag("network.protocol.name", "websocket");
        if (ws.RemoteEndPoint is IPEndPoint peer)
            _connection.SetTag("network.peer.address", peer.Address.ToString()).SetTag("network.peer.port", peer.Port);
    }

    /// <summary>
    /// Starts the activity of a message, if anything listens. It is the current activity for the handler until <see cref="Leave"/> is called.
    /// </summary>
    public Activity? Begin(WsMessage message)
    {
        if (!Source.HasListeners()) return null;
        Enter(null);
        Activity? activity = Start(_messageName ??= $"message {route}", ActivityKind.Server, _links);
        if (activity is null) Leave();
        return activity?.SetTag(RouteMetrics.RouteTag, route)
            .SetTag("zzz.connection.id", _id)
            .SetTag("zzz.kind", message.Kind == WsMessageKind.Text ? "text" : "binary")
            .SetTag("zzz.message.size", message.Payload.Length);
    }

    /// <summary>Leaves the message's activity on this thread, after the handler has returned, even if the handler's task is still running.</summary>
    public void Leave() => Enter(_connection);

    /// <summary>Makes an activity the current one, which notifies listeners of <see cref="Activity.CurrentChanged"/>.</summary>
    public static void Enter(Activity? activity)
    {
        try
        {
            Activity.Current = activity;
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception); // the activity is the current one nevertheless
        }
    }

    public void End(Activity activity, Exception? failure)
    {
        if (failure is not null) Record(Fail(activity, failure.GetType().FullName), failure);
        Stop(activity);
        Leave();
    }

    /// <summary>Ends the connection's activity, after <c>OnClose</c>.</summary>
    public void Close(WsCloseCode code)
    {
        if (_connection is null) return;
        _connection.SetTag("zzz.close.code", (int)code);
        if (code == WsCloseCode.InternalServerError) Fail(_connection, "1011");
        Stop(_connection);
    }

    /// <summary>Starts a child of the current activity, if there is one. Returns <see langword="null"/> if a listener throws.</summary>
    private static Activity? Start(string name, ActivityKind kind, ActivityLink[] links)
    {
        try
        {
            return Source.StartActivity(name, kind, parentContext: default, links: links);
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
            return null;
        }
    }

    private static void Record(Activity activity, Exception failure)
    {
        try
        {
            activity.AddException(failure);
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
        }
    }

    private static void Stop(Activity activity)
    {
        try
        {
            activity.Stop();
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
        }
    }

    private static Activity Fail(Activity activity, string? type) => activity.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error);
}
