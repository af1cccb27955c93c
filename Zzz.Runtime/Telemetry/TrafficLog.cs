using System.Text;
using Microsoft.Extensions.Logging;

namespace Zzz.Telemetry;

/// <summary>Logs the messages of one route, with as many bytes of each payload as <see cref="WsOptions.TrafficLogSize"/> allows.</summary>
internal sealed class TrafficLog(ILogger logger, int maxBytes)
{
    private readonly ILogger _logger = GuardedLogger.Of(logger);

    public const string Category = "Zzz.Traffic";

    public void Received(string connection, WsMessage message)
    {
        if (!_logger.IsEnabled(LogLevel.Trace)) return;
        ReadOnlySpan<byte> payload = message.Payload.Span;
        Log.Received(_logger, connection, message.Kind, payload.Length, PayloadExcerpt.Of(message.Kind, payload, maxBytes));
    }

    public void Sent(string connection, WsMessageKind kind, ReadOnlySpan<byte> payload)
    {
        if (_logger.IsEnabled(LogLevel.Trace)) Log.Sent(_logger, connection, kind, payload.Length, PayloadExcerpt.Of(kind, payload, maxBytes));
    }

    public void Sent(string connection, ReadOnlySpan<char> text)
    {
        if (_logger.IsEnabled(LogLevel.Trace)) Sent(connection, WsMessageKind.Text, Encoding.UTF8.GetBytes(text.ToArray()));
    }
}
