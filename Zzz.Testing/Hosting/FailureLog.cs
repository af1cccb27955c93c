using Microsoft.Extensions.Logging;

namespace Zzz.Testing.Hosting;

/// <summary>Keeps the last exception that the app logged as an error, so that a failed expectation can name its probable cause.</summary>
internal sealed class FailureLog : ILoggerProvider, ILogger
{
    private volatile Exception? _last;

    public Exception? Last => _last;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null && IsEnabled(logLevel)) _last = exception;
    }

    public void Dispose()
    {
    }
}
