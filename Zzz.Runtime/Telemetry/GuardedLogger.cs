using Microsoft.Extensions.Logging;

namespace Zzz.Telemetry;

/// <summary>A logger that never throws, whatever the app's logging providers do. Each logger is guarded once, where it is resolved.</summary>
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    private const string Observer = "a logger";

    public static ILogger Of(ILogger logger) => logger as GuardedLogger ?? new GuardedLogger(logger);

    /// <remarks>Zzz does not begin scopes, because the end of a scope could throw too.</remarks>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception exception)
        {
            ObserverFailure.Report(Observer, exception);
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception thrown)
        {
            ObserverFailure.Report(Observer, thrown);
        }
    }
}
