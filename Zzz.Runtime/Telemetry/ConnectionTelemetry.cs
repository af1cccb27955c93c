using Zzz.Dispatch;

namespace Zzz.Telemetry;

/// <summary>Reports the events of one connection to metrics, traces and the traffic log.</summary>
internal sealed class ConnectionTelemetry(RouteMetrics metrics, TimeProvider time, TrafficLog? log = null)
{
    private readonly TimeProvider _time = GuardedTime.Of(time);
    private WsConnection? _connection;
    private Traffic _received;

    public RouteMetrics Metrics => metrics;

    public ConnectionTracing Tracing { get; } = new(metrics.Route);

    public void Open(WsConnection ws)
    {
        _connection = ws;
        metrics.Opened();
        Tracing.Open(ws);
    }

    public void Close(WsCloseCode code)
    {
        metrics.Closed(code);
        Tracing.Close(code);
    }

    public void Received(WsMessage message, long compressedSize)
    {
        log?.Received(_connection!.Id, message);
        _received.Count(message.Kind, message.Payload.Length, compressedSize);
    }

    /// <summary>Reports the messages that were received since the last report. Only for the receive loop, once per batch.</summary>
    public void ReportReceived() => metrics.Received.Add(_received.Take());

    public void Sent(WsMessageKind kind, ReadOnlySpan<byte> payload) => log?.Sent(_connection!.Id, kind, payload);

    public void Sent(ReadOnlySpan<char> text) => log?.Sent(_connection!.Id, text);

    /// <summary>Starts measuring a handler that is about to be called.</summary>
    public HandlerRun Begin(Handler handler) => new(this, handler, Timestamp());

    /// <summary>Starts measuring and tracing the message handler, which is about to be called.</summary>
    public HandlerRun Begin(WsMessage message) => new(this, Handler.OnMessage, Timestamp(), Tracing.Begin(message));

    public TimeSpan Since(long timestamp) => _time.GetElapsedTime(timestamp);

    /// <summary>Returns the current timestamp, or 0 if nothing listens for the duration of handlers.</summary>
    private long Timestamp() => metrics.TimesHandlers ? _time.GetTimestamp() : 0;
}
