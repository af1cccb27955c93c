using System.Text;
using Microsoft.Extensions.Logging;

namespace Zzz.Connection.Telemetry;

/// <summary>Writes the messages of one route to the log, as much of them as <see cref="WsOptions.TrafficLogSize"/> allows.</summary>
internal sealed class TrafficLog(ILogger logger, int maxBytes)
{
    public const string Category = "Zzz.Traffic";

    public void Received(string connection, WsMessage message)
    {
        if (!logger.IsEnabled(LogLevel.Trace)) return;
        ReadOnlySpan<byte> payload = message.Payload.Span;
        Log.Received(logger, connection, message.Kind, payload.Length, PayloadExcerpt.Of(message.Kind, payload, maxBytes));
    }

    public void Sent(string connection, WsMessageKind kind, ReadOnlySpan<byte> payload)
    {
        if (logger.IsEnabled(LogLevel.Trace)) Log.Sent(logger, connection, kind, payload.Length, PayloadExcerpt.Of(kind, payload, maxBytes));
    }

    public void Sent(string connection, ReadOnlySpan<char> text)
    {
        if (logger.IsEnabled(LogLevel.Trace)) Sent(connection, WsMessageKind.Text, Encoding.UTF8.GetBytes(text.ToArray()));
    }
}
