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

    /// <summary>Reports what was received since the last time. For the receive loop alone, once per batch.</summary>
    public void ReportReceived() => metrics.Received.Add(_received.Take());

    public void Sent(WsMessageKind kind, ReadOnlySpan<byte> payload) => log?.Sent(_connection!.Id, kind, payload);

    public void Sent(ReadOnlySpan<char> text) => log?.Sent(_connection!.Id, text);

    /// <summary>Begins to measure a handler that is about to be called.</summary>
    public HandlerRun Begin(Handler handler) => new(this, handler, Timestamp());

    /// <summary>Begins to measure and trace the message handler, which is about to be called.</summary>
    public HandlerRun Begin(WsMessage message) => new(this, Handler.OnMessage, Timestamp(), Tracing.Begin(message));

    public TimeSpan Since(long timestamp) => _time.GetElapsedTime(timestamp);

    /// <summary>The current timestamp, or 0 if nothing listens to the duration of handlers.</summary>
    private long Timestamp() => metrics.TimesHandlers ? _time.GetTimestamp() : 0;
}
