using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Zzz.Tests.Peers;

/// <summary>Keeps the log entries of one category.</summary>
internal sealed class LogRecorder(string category) : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The entries so far, each in the form "level id: message".</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Recorder(categoryName == category ? _lines : null);

    public void Dispose()
    {
    }

    private sealed class Recorder(ConcurrentQueue<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines?.Enqueue($"{logLevel} {eventId.Id}: {formatter(state, exception)}");
    }
}
