using Microsoft.Extensions.Logging;

namespace Zzz.Connection;

internal sealed partial class CloseHandshake
{
    [LoggerMessage(1, LogLevel.Debug, "The peer broke the protocol: {Reason} ({Clause}). Closing with {Code}.")]
    private partial void LogFault(WsCloseCode code, string reason, string clause);

    [LoggerMessage(2, LogLevel.Error, "A handler threw. Closing with 1011.")]
    private partial void LogHandlerException(Exception exception);

    [LoggerMessage(6, LogLevel.Information, "The peer is gone: {Sign}. Dropping the connection.")]
    private partial void LogDeadPeer(string sign);

    [LoggerMessage(3, LogLevel.Information, "The peer reads too slowly: {BufferedBytes} bytes wait for it. Closing with 1008.")]
    private partial void LogSlowConsumer(int bufferedBytes);

    [LoggerMessage(6, LogLevel.Debug, "The peer sent malformed JSON. Closing with 1007.")]
    private partial void LogMalformedJson(Exception exception);
}
