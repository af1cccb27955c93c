using System.Globalization;
using Zzz.Dispatch;

namespace Zzz.Telemetry;

/// <summary>The metrics of one route. Tags are created once, so that a measurement allocates nothing.</summary>
internal sealed class RouteMetrics(ConnectionMetrics instruments, string route)
{
    public const string RouteTag = "zzz.route";

    private readonly KeyValuePair<string, object?> _route = new(RouteTag, route);
    private readonly KeyValuePair<string, object?>[] _handlers =
        [.. Enum.GetNames<Handler>().Select(name => new KeyValuePair<string, object?>("zzz.handler", name))];

    public string Route => route;

    public TrafficMetrics Received { get; } = new(instruments, route, "received");

    public TrafficMetrics Sent { get; } = new(instruments, route, "sent");

    /// <summary>Whether anything listens for the duration of handlers.</summary>
    public bool TimesHandlers => instruments.HandlerDuration.Enabled;

    public void Opened() => instruments.Opened.Add(1, _route);

    public void Closed(WsCloseCode code) => instruments.Closed.Add(1, _route, new("zzz.close.code", NameOf(code)));

    /// <summary>Counts a refused request. The reason is one word from a fixed set.</summary>
    public void Refused(string reason) => instruments.Refused.Add(1, _route, new("zzz.reason", reason));

    public void Dropped() => instruments.Dropped.Add(1, _route);

    /// <summary>Counts a join with a position, and the messages that it was sent again. The outcome is one of a fixed set of words.</summary>
    public void Recovered(string outcome, int messages)
    {
        instruments.Recoveries.Add(1, _route, new("zzz.outcome", outcome));
        if (messages > 0) instruments.RecoveredMessages.Add(messages, _route);
    }

    public void Answered(TimeSpan roundTrip) => instruments.PingDuration.Add(roundTrip.TotalSeconds, _route);

    public void Handled(Handler handler, TimeSpan duration) =>
        instruments.HandlerDuration.Add(duration.TotalSeconds, _route, _handlers[(int)handler]);

    public void Failed(Handler handler, Exception exception) =>
        instruments.HandlerFailures.Add(1, _route, _handlers[(int)handler], new("error.type", exception.GetType().FullName));

    /// <summary>Groups codes above 2999, because peers choose them, and each code would be a separate time series.</summary>
    private static string NameOf(WsCloseCode code) => (int)code switch
    {
        >= 4000 => "4000-4999",
        >= 3000 => "3000-3999",
        int standard => standard.ToString(CultureInfo.InvariantCulture),
    };
}
