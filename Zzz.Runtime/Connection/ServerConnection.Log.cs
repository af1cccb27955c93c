using Microsoft.Extensions.Logging;

namespace Zzz.Connection;

internal sealed partial class ServerConnection
{
    [LoggerMessage(4, LogLevel.Error, "OnClose threw.")]
    private partial void LogOnCloseException(Exception exception);

    [LoggerMessage(5, LogLevel.Error, "The controller threw when it was disposed of.")]
    private partial void LogDisposeException(Exception exception);
}
