using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Channels.History;
using Zzz.Protocol;

namespace Zzz.Tests.Channels.History;

/// <summary>Tests that the frames which clients share when they recover take a bounded memory, for a short time.</summary>
public sealed class FrameTests
{
    private static readonly HistoryRule Rule = TestFeeds.Rule();

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_frame_is_kept_for_the_next_client_and_dropped_soon()
    {
        using TopicFeeds feeds = TestFeeds.New(_time, rules: Rule);
        HistoryEntry entry = Append(feeds, "room:1");
        long messages = feeds.Bytes;
        Assert.Same(Frame(feeds, "room:1", entry), Frame(feeds, "room:1", entry));
        Assert.True(feeds.Bytes > messages);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(entry.KeptFrame);
        Assert.Equal(messages, feeds.Bytes);
    }

    [Fact]
    public void A_frame_is_not_kept_for_a_message_that_the_history_has_forgotten()
    {
        using TopicFeeds feeds = TestFeeds.New(_time, rules: TestFeeds.Rule(messages: 1));
        HistoryEntry first = Append(feeds, "room:1");
        Frame(feeds, "room:1", first);
        Append(feeds, "room:1");
        Assert.Null(first.KeptFrame);
        Frame(feeds, "room:1", first);
        Assert.Null(first.KeptFrame);
    }

    [Fact]
    public void Frames_do_not_push_histories_out_of_memory()
    {
        using TopicFeeds feeds = TestFeeds.New(_time, 20_000, rules: Rule);
        HistoryEntry[] entries = [.. Enumerable.Range(0, 20).Select(i => Append(feeds, $"room:{i}"))];
        for (int i = 0; i < entries.Length; i++) Frame(feeds, $"room:{i}", entries[i]);
        Assert.InRange(feeds.Bytes, 1, 20_000 + 1024 + (2 * 10)); // a frame is made before it is counted
        Assert.Contains(entries, entry => entry.KeptFrame is null);
        for (int i = 20; i < 25; i++) Append(feeds, $"room:{i}");
        Assert.InRange(feeds.Bytes, 1, 20_000);
        for (int i = 0; i < entries.Length; i++) Assert.Equal(1, Top(feeds, $"room:{i}"));
    }

    private static HistoryEntry Append(TopicFeeds feeds, string topic)
    {
        using FeedTurn turn = feeds.Enter(topic, feeds.RuleOf(topic)!);
        return turn.Append([], WsMessageKind.Text, new byte[10]);
    }

    private static PreparedMessage Frame(TopicFeeds feeds, string topic, HistoryEntry entry)
    {
        using FeedTurn turn = feeds.Enter(topic, feeds.RuleOf(topic)!);
        PreparedMessage frame = turn.Frame(entry);
        frame.Release();
        return frame;
    }

    private static long Top(TopicFeeds feeds, string topic)
    {
        using FeedTurn turn = feeds.Enter(topic, feeds.RuleOf(topic)!);
        return turn.Top.Offset;
    }
}
