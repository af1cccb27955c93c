using Microsoft.Extensions.Logging;

namespace Zzz.Hosting;

internal sealed partial class Drain
{
    [LoggerMessage(20, LogLevel.Information, "The host stops: closing {Count} connections with 1001.")]
    private partial void LogDraining(int count);

    [LoggerMessage(21, LogLevel.Warning, "{Count} connections did not end within the drain timeout: dropping them.")]
    private partial void LogTimeout(int count);
}
