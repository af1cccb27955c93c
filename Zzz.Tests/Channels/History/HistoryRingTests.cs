using System.Text;
using Xunit;
using Zzz.Channels.History;

namespace Zzz.Tests.Channels.History;

/// <summary>A ring whose clock has ten ticks in a second.</summary>
public class HistoryRingTests
{
    [Fact]
    public void Offsets_are_consecutive_and_begin_with_1()
    {
        HistoryRing ring = New(messages: 2);
        Assert.Equal(new TopicPosition("e", 0), ring.Top);
        Assert.Equal([1, 2, 3], new[] { "a", "b", "c" }.Select(text => Append(ring, text).Offset));
        Assert.Equal((new TopicPosition("e", 3), 2), (ring.Top, ring.Count));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "bcd")]
    [InlineData(2, "cd")]
    [InlineData(3, "d")]
    [InlineData(4, "")]
    [InlineData(5, null)]
    public void What_follows_a_position_is_complete_or_nothing(long offset, string? expected)
    {
        HistoryRing ring = New(messages: 3);
        foreach (string text in new[] { "a", "b", "c", "d" }) Append(ring, text);
        Assert.Equal(expected, Texts(ring.After(new TopicPosition("e", offset), 0)));
        Assert.Null(ring.After(new TopicPosition("f", offset), 0));
    }

    [Fact]
    public void Messages_beyond_the_age_are_forgotten()
    {
        HistoryRing ring = New(minutes: 1);
        Append(ring, "a", now: 0);
        Append(ring, "b", now: 1);
        Assert.Equal("ab", Texts(ring.After(new TopicPosition("e", 0), 600)));
        Assert.Null(ring.After(new TopicPosition("e", 0), 601));
        Assert.Equal("b", Texts(ring.After(new TopicPosition("e", 1), 601)));
        Assert.Equal("", Texts(ring.After(new TopicPosition("e", 2), 9999)));
        Assert.Equal((0, 0), (ring.Count, ring.Bytes));
    }

    [Fact]
    public void Messages_beyond_the_size_are_forgotten()
    {
        HistoryRing ring = New(maxBytes: (2 * HistoryEntry.Overhead) + 10);
        Append(ring, "12345");
        Append(ring, "12345");
        Assert.Equal(2, ring.Count);
        Append(ring, "1");
        Assert.Equal(2, ring.Count);
        Append(ring, new string('x', 1000));
        Assert.Equal((0, 0), (ring.Count, ring.Bytes));
        Assert.Null(ring.After(new TopicPosition("e", 3), 0));
        Assert.Equal("", Texts(ring.After(new TopicPosition("e", 4), 0)));
    }

    [Fact]
    public void Whoever_holds_an_entry_keeps_all_that_follow()
    {
        HistoryRing ring = New(messages: 1);
        Append(ring, "a");
        HistoryEntry end = ring.After(new TopicPosition("e", 1), 0)!;
        foreach (string text in new[] { "b", "c", "d" }) Append(ring, text);
        ring.Clear();
        Append(ring, "e");
        Assert.Equal("bcde", Texts(end));
    }

    private static HistoryRing New(int messages = 100, int maxBytes = 1000, double minutes = 5) =>
        new("e", TestFeeds.Rule(messages: messages, maxBytes: maxBytes, minutes: minutes), ticksPerSecond: 10);

    private static HistoryEntry Append(HistoryRing ring, string text, long now = 0) =>
        ring.Append(now, [], WsMessageKind.Text, Encoding.UTF8.GetBytes(text));

    private static string? Texts(HistoryEntry? first)
    {
        if (first is null) return null;
        var texts = new StringBuilder();
        for (HistoryEntry entry = first; entry.Next is { } next; entry = next) texts.Append(Encoding.UTF8.GetString(entry.Message));
        return texts.ToString();
    }
}
