using Xunit;
using Zzz.Presence;

namespace Zzz.Tests.Presence;

public class PresenceReplicaTests
{
    private readonly PresenceReplica _a = new("a");
    private readonly PresenceReplica _b = new("b");

    [Fact]
    public void A_change_is_seen_by_the_other_node()
    {
        PresenceMessage told = _a.Change([Entry("room", "ann", "a1")], [], out PresenceDiff own);
        Assert.Null(_b.Receive(told, out PresenceDiff seen));

        Assert.Equal(["a1"], RefsOf(_b.On("room")));
        Assert.Equal(["a1"], RefsOf(Assert.Single(own.Topics).Joins));
        Assert.Equal(["a1"], RefsOf(Assert.Single(seen.Topics).Joins));
    }

    [Fact]
    public void A_change_that_comes_twice_counts_once()
    {
        PresenceMessage told = _a.Change([Entry("room", "ann", "a1")], [], out _);
        _b.Receive(told, out _);

        Assert.Null(_b.Receive(told, out PresenceDiff diff));
        Assert.Empty(diff.Topics);
        Assert.Single(_b.On("room"));
    }

    [Fact]
    public void Whoever_missed_a_change_asks_for_the_state()
    {
        _a.Change([Entry("room", "ann", "a1")], [], out _);
        PresenceMessage second = _a.Change([Entry("room", "bob", "a2")], [], out _);

        PresenceMessage? request = _b.Receive(second, out PresenceDiff nothing);
        Assert.Empty(nothing.Topics);
        Assert.Equal((PresenceMessageKind.Request, "a"), (request!.Kind, request.To));

        PresenceMessage? state = _a.Receive(request, out _);
        Assert.Null(_b.Receive(state!, out _));
        Assert.Equal(["a1", "a2"], RefsOf(_b.On("room")));
    }

    [Fact]
    public void A_node_that_arrives_late_learns_all_from_a_heartbeat()
    {
        _a.Change([Entry("room", "ann", "a1")], [], out _);

        PresenceMessage? request = _b.Receive(_a.Heartbeat, out _);
        _b.Receive(_a.Receive(request!, out _)!, out _);
        Assert.Equal(["a1"], RefsOf(_b.On("room")));
        Assert.Null(_b.Receive(_a.Heartbeat, out _));
    }

    [Fact]
    public void A_state_takes_away_what_left_unnoticed()
    {
        _b.Receive(_a.Change([Entry("room", "ann", "a1"), Entry("room", "bob", "a2")], [], out _), out _);
        _a.Change([], ["a1"], out _);

        PresenceMessage? request = _b.Receive(_a.Heartbeat, out _);
        _b.Receive(_a.Receive(request!, out _)!, out PresenceDiff diff);
        Assert.Equal(["a2"], RefsOf(_b.On("room")));
        Assert.Equal(["a1"], RefsOf(Assert.Single(diff.Topics).Leaves));
    }

    [Fact]
    public void A_state_that_is_older_than_what_is_known_changes_nothing()
    {
        _a.Change([Entry("room", "ann", "a1")], [], out _);
        PresenceMessage old = StateOf(_a);
        _b.Receive(old, out _);
        _b.Receive(_a.Change([], ["a1"], out _), out _);

        Assert.Null(_b.Receive(old, out PresenceDiff diff));
        Assert.Empty(diff.Topics);
        Assert.Empty(_b.On("room"));
    }

    [Fact]
    public void A_node_that_is_forgotten_comes_back_with_its_next_heartbeat()
    {
        _b.Receive(_a.Change([Entry("room", "ann", "a1")], [], out _), out _);

        Assert.Equal(["a1"], RefsOf(Assert.Single(_b.Forget("a").Topics).Leaves));
        Assert.Empty(_b.On("room"));

        PresenceMessage? request = _b.Receive(_a.Heartbeat, out _);
        _b.Receive(_a.Receive(request!, out _)!, out PresenceDiff back);
        Assert.Equal(["a1"], RefsOf(Assert.Single(back.Topics).Joins));
    }

    [Fact]
    public void A_node_that_says_goodbye_is_gone()
    {
        _b.Receive(_a.Change([Entry("room", "ann", "a1")], [], out _), out _);

        Assert.Null(_b.Receive(_a.Goodbye, out PresenceDiff diff));
        Assert.Equal(["a1"], RefsOf(Assert.Single(diff.Topics).Leaves));
        Assert.Empty(_b.On("room"));
    }

    [Fact]
    public void An_update_is_one_diff()
    {
        _a.Change([Entry("room", "ann", "a1")], [], out _);
        _a.Change([Entry("room", "ann", "a2")], ["a1"], out PresenceDiff diff);

        TopicDiff update = Assert.Single(diff.Topics);
        Assert.Equal(["a1"], RefsOf(update.Leaves));
        Assert.Equal(["a2"], RefsOf(update.Joins));
    }

    [Fact]
    public void A_node_passes_over_its_own_messages()
    {
        PresenceMessage told = _a.Change([Entry("room", "ann", "a1")], [], out _);
        Assert.Null(_a.Receive(told, out PresenceDiff diff));
        Assert.Empty(diff.Topics);
    }

    /// <summary>
    /// Messages are lost, duplicated and reordered, and nodes forget each other. After some quiet heartbeats, all nodes know the same entries.
    /// </summary>
    [Fact]
    public void All_nodes_converge()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var cluster = new LossyNetwork(nodes: 4, seed);
            cluster.Churn(steps: 200);
            cluster.Settle();
            foreach (string topic in LossyNetwork.Topics)
            {
                string[] expected = cluster.Truth(topic);
                foreach (PresenceReplica replica in cluster.Replicas)
                    Assert.True(expected.SequenceEqual(RefsOf(replica.On(topic))), $"seed {seed}, node {replica.Node}, topic {topic}");
                Assert.All(cluster.Shown, shown => Assert.True(expected.SequenceEqual(shown.On(topic)), $"seed {seed}: the diffs of {shown.Node} do not add up"));
            }
        }
    }

    internal static string[] RefsOf(IEnumerable<PresenceEntry> entries) => [.. entries.Select(entry => entry.Ref).Order(StringComparer.Ordinal)];

    private static PresenceEntry Entry(string topic, string key, string reference) => new(topic, key, reference, "{}"u8.ToArray());

    private static PresenceMessage StateOf(PresenceReplica replica) =>
        replica.Receive(PresenceMessage.Of(PresenceMessageKind.Request, "somebody", 0, replica.Node), out _)!;
}
