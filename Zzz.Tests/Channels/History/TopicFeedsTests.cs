using Microsoft.Extensions.Time.Testing;
using Xunit;
using Zzz.Channels.History;

namespace Zzz.Tests.Channels.History;

public sealed class TopicFeedsTests
{
    private static readonly HistoryRule Rule = TestFeeds.Rule(minutes: 1);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("room:1", true)]
    [InlineData("room:", true)]
    [InlineData("hall:1", false)]
    [InlineData("phoenix", false)]
    public void Only_the_topics_of_a_rule_have_a_history(string topic, bool has)
    {
        using TopicFeeds feeds = TestFeeds.New(_time, rules: Rule);
        Assert.Equal(has ? Rule : null, feeds.RuleOf(topic));
        Assert.Null(feeds.RuleOf("room:" + new string('x', 251)));
        Assert.Equal(Rule, feeds.RuleOf("room:" + new string('x', 250)));
    }

    [Fact]
    public void A_topic_without_members_keeps_its_history_for_as_long_as_its_messages()
    {
        using TopicFeeds feeds = TestFeeds.New(_time, rules: Rule);
        TopicPosition first = Append(feeds, "room:1");
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(first, Top(feeds, "room:1"));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(first, Top(feeds, "room:1"));
        _time.Advance(TimeSpan.FromSeconds(91));
        Assert.Equal(0, feeds.Bytes);
        Assert.NotEqual(first.Epoch, Top(feeds, "room:1").Epoch);
    }

    [Fact]
    public void A_topic_with_members_keeps_its_position_for_ever_but_not_its_messages()
    {
        using TopicFeeds feeds = TestFeeds.New(_time, rules: Rule);
        feeds.HasMembers = topic => topic == "room:1";
        TopicPosition first = Append(feeds, "room:1");
        _time.Advance(TimeSpan.FromHours(1));
        using FeedTurn turn = feeds.Enter("room:1", Rule);
        Assert.Equal((first, true, true), (turn.Top, turn.After(first) is not null, turn.After(first with { Offset = 0 }) is null));
    }

    [Fact]
    public void The_topics_used_least_recently_lose_their_history_when_memory_is_full()
    {
        var log = new LogLines();
        using TopicFeeds feeds = TestFeeds.New(_time, 20_000, log, Rule);
        feeds.HasMembers = topic => topic == "room:0";
        TopicPosition[] tops = new TopicPosition[40];
        for (int i = 0; i < tops.Length; i++)
        {
            tops[i] = Append(feeds, $"room:{i}", 1000);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.True(feeds.Bytes <= 20_000, $"{feeds.Bytes}");
        }

        Assert.Single(log.All, line => line.Contains("MaxHistoryBytes", StringComparison.Ordinal));
        Assert.Equal(tops[39], Top(feeds, "room:39"));
        Assert.Equal(tops[0], Top(feeds, "room:0"));
        Assert.NotEqual(tops[1].Epoch, Top(feeds, "room:1").Epoch);
    }

    [Fact]
    public void Joins_of_random_topics_cannot_fill_memory()
    {
        using TopicFeeds feeds = TestFeeds.New(_time, 100_000, rules: Rule);
        for (int i = 0; i < 10_000; i++) Top(feeds, $"room:{i}");
        Assert.InRange(feeds.Bytes, 1, 100_000);
    }

    [Fact]
    public void Deferred_broadcasts_follow_one_another_instead_of_nesting()
    {
        using TopicFeeds feeds = TestFeeds.New(_time, rules: Rule);
        int depth = 0, deepest = 0;
        using (feeds.Enter("room:1", Rule))
        {
            Assert.True(FeedTurn.IsTaken);
            for (int i = 0; i < 3; i++) FeedTurn.Defer(Broadcast);
        }

        Assert.Equal((1, 3), (deepest, (int)Top(feeds, "room:1").Offset));

        void Broadcast()
        {
            deepest = Math.Max(deepest, ++depth);
            Append(feeds, "room:1");
            depth--;
        }
    }

    [Fact]
    public void Topics_with_members_that_exceed_the_memory_by_themselves_are_not_visited_at_each_message()
    {
        using TopicFeeds feeds = TestFeeds.New(_time, 10_000, rules: Rule);
        int visits = 0;
        feeds.HasMembers = _ => ++visits > 0;
        for (int i = 0; i < 30; i++) Top(feeds, $"room:{i}");
        visits = 0;
        for (int i = 0; i < 100; i++) Append(feeds, "room:0");
        Assert.InRange(visits, 30, 20 * 30);
        Assert.InRange(feeds.Bytes, 1, 15_000);
    }

    private static TopicPosition Append(TopicFeeds feeds, string topic, int size = 10)
    {
        using FeedTurn turn = feeds.Enter(topic, Rule);
        turn.Append([], WsMessageKind.Text, new byte[size]);
        return turn.Top;
    }

    private static TopicPosition Top(TopicFeeds feeds, string topic)
    {
        using FeedTurn turn = feeds.Enter(topic, Rule);
        return turn.Top;
    }
}
