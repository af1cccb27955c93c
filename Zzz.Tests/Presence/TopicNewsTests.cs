using Xunit;
using Zzz.Presence;
using Zzz.Presence.Replicas;

namespace Zzz.Tests.Presence;

public class TopicNewsTests
{
    private readonly TopicNews _news = new("room");

    [Fact]
    public void What_came_and_went_is_not_told()
    {
        Add(joins: ["a", "b"]);
        Add(leaves: ["a"]);
        ExpectReport(joins: ["b"]);
    }

    [Fact]
    public void What_went_and_came_back_is_not_told()
    {
        Add(leaves: ["a", "b"]);
        Add(joins: ["b"]);
        ExpectReport(leaves: ["a"]);
    }

    [Fact]
    public void An_update_that_nobody_was_told_of_is_a_join()
    {
        Add(joins: ["a"]);
        Add(joins: ["b"], leaves: ["a"]);
        Add(joins: ["c"], leaves: ["b"]);
        ExpectReport(joins: ["c"]);
    }

    [Fact]
    public void What_is_taken_is_told_once()
    {
        Add(joins: ["a"]);
        ExpectReport(joins: ["a"]);
        Assert.True(_news.IsEmpty);
        ExpectReport();
    }

    [Fact]
    public void The_wait_begins_with_the_first_of_what_is_told_together()
    {
        _news.Add(Diff(["a"], []), now: 5);
        _news.Add(Diff(["b"], []), now: 7);
        Assert.Equal(5, _news.Take([]).Since);
        _news.Add(Diff(["c"], []), now: 9);
        Assert.Equal(9, _news.Take([]).Since);
    }

    private void Add(string[]? joins = null, string[]? leaves = null) => _news.Add(Diff(joins ?? [], leaves ?? []), now: 0);

    private void ExpectReport(string[]? joins = null, string[]? leaves = null)
    {
        TopicDiff told = _news.Take([]).Diff;
        Assert.Equal(joins ?? [], told.Joins.Select(entry => entry.Ref));
        Assert.Equal(leaves ?? [], told.Leaves.Select(entry => entry.Ref));
    }

    private static TopicDiff Diff(string[] joins, string[] leaves) => new("room", [.. joins.Select(Entry)], [.. leaves.Select(Entry)]);

    private static PresenceEntry Entry(string reference) => new("room", "ann", reference, []);
}
