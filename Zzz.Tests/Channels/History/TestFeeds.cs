using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Zzz.Channels.History;

namespace Zzz.Tests.Channels.History;

/// <summary>Topics with a history, outside of an app.</summary>
internal static class TestFeeds
{
    public static TopicFeeds New(TimeProvider? time = null, long maxBytes = 64 * 1024 * 1024, params HistoryRule[] rules)
    {
        var feeds = new TopicFeeds(
            Options.Create(new ZzzOptions { MaxHistoryBytes = maxBytes }), time ?? TimeProvider.System, NullLogger<TopicFeeds>.Instance);
        foreach (HistoryRule rule in rules) feeds.Add(rule);
        return feeds;
    }

    public static HistoryRule Rule(string topic = "room:*", int messages = 100, int maxBytes = 256 * 1024, double minutes = 5) =>
        new("TestChannel", new(TopicParts.Of(topic).ToArray()), new HistoryAttribute(messages) { MaxBytes = maxBytes, Minutes = minutes });
}
