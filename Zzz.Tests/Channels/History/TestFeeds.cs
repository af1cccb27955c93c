using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Zzz.Channels.History;
using Zzz.Telemetry;

namespace Zzz.Tests.Channels.History;

/// <summary>Topics with a history, outside of an app.</summary>
internal static class TestFeeds
{
    public static TopicFeeds New(TimeProvider? time = null, long maxBytes = 64 * 1024 * 1024, LogLines? log = null, params HistoryRule[] rules)
    {
        var feeds = new TopicFeeds(
            Options.Create(new ZzzOptions { MaxHistoryBytes = maxBytes }), time ?? TimeProvider.System,
            new ConnectionMetrics(new Meter("Zzz")), log is null ? NullLogger<TopicFeeds>.Instance : new Logger(log));
        foreach (HistoryRule rule in rules) feeds.Add(rule);
        return feeds;
    }

    public static HistoryRule Rule(string topic = "room:*", int messages = 100, int maxBytes = 256 * 1024, double minutes = 5) =>
        new(new(TopicParts.Of(topic).ToArray()), new HistoryAttribute(messages) { MaxBytes = maxBytes, Minutes = minutes });

    private sealed class Logger(LogLines log) : ILogger<TopicFeeds>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Log(logLevel, eventId, state, exception, formatter);
    }
}
