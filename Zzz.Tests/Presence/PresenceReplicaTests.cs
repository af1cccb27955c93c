using Xunit;
using Zzz.Presence.Replicas;

namespace Zzz.Tests.Presence;

public class PresenceReplicaTests
{
    private readonly PresenceReplica _a = NewNode("a");
    private readonly PresenceReplica _b = NewNode("b");

    [Fact]
    public void A_change_is_seen_by_the_other_node()
    {
        TopicDiff own = Track(_a, "ann", "a1");
        TopicDiff seen = Assert.Single(Receive(_b, Take(_a)).Topics);

        Assert.Equal(["a1"], RefsOf(own.Joins));
        Assert.Equal(["a1"], RefsOf(seen.Joins));
        Assert.Equal(["a1"], RefsOf(_b.On("room")));
    }

    [Fact]
    public void A_change_that_comes_twice_counts_once()
    {
        Track(_a, "ann", "a1");
        IReadOnlyList<PresenceMessage> told = Take(_a);
        Receive(_b, told);
        Assert.Empty(Receive(_b, told).Topics);
        Assert.Single(_b.On("room"));
    }

    [Fact]
    public void What_comes_and_goes_before_it_is_sent_is_not_sent()
    {
        Track(_a, "ann", "a1");
        Untrack(_a, "a1");
        Assert.Empty(Take(_a));
    }

    [Fact]
    public void A_node_that_missed_a_change_asks_its_owner_once()
    {
        (string[] refs, PresenceMessage[] changes) = FourAndTwoMore();
        PresenceMessage? request = _b.Receive("a", changes[1], new PresenceDiff());
        Assert.Equal(PresenceMessageKind.Request, request!.Kind);
        Assert.Null(_b.Receive("a", changes[1], new PresenceDiff()));

        Receive(_b, _a.Own!.Answer(request));
        Assert.Equal(refs, RefsOf(_b.On("room")));
        Assert.False(_b.HeldOn("room")!.Nodes["a"].IsBehind);
    }

    [Fact]
    public void A_node_that_missed_the_last_change_learns_of_it_from_the_announcement()
    {
        (string[] refs, PresenceMessage[] changes) = FourAndTwoMore();
        Receive(_b, [changes[0]]);
        PresenceMessage announced = Assert.Single(_a.Own!.TakeAnnouncements());
        PresenceMessage? request = _b.Receive("a", announced, new PresenceDiff());
        Receive(_b, _a.Own.Answer(request!));
        Assert.Equal(refs, RefsOf(_b.On("room")));
        Assert.Empty(_a.Own.TakeAnnouncements());
    }

    [Fact]
    public void A_last_leave_that_was_missed_is_noticed_too()
    {
        Track(_a, "ann", "a1");
        Receive(_b, Take(_a));
        Untrack(_a, "a1");
        Take(_a);

        PresenceMessage? request = _b.Receive("a", Assert.Single(_a.Own!.TakeAnnouncements()), new PresenceDiff());
        _a.Own.TakeAnnouncements();
        Assert.False(_a.Own.Has("room"));
        TopicDiff diff = Assert.Single(Receive(_b, _a.Own.Answer(request!)).Topics);
        Assert.Equal(["a1"], RefsOf(diff.Leaves));
    }

    [Fact]
    public void More_changes_than_entries_are_sent_as_one_state()
    {
        for (int i = 0; i < 10_000; i++)
        {
            Track(_a, "ann", $"a{i}");
            if (i < 9_990) Untrack(_a, $"a{i}");
        }

        PresenceMessage told = Assert.Single(Take(_a));
        Assert.Equal((PresenceMessageKind.State, 10), (told.Kind, told.Joins.Count));
        for (int i = 9_990; i < 9_999; i++) Untrack(_a, $"a{i}");
        Assert.Equal((PresenceMessageKind.State, 1), (Take(_a) is [var state] ? state.Kind : default, _a.On("room").Count));
    }

    [Fact]
    public void A_large_state_comes_in_parts_of_at_most_256_KiB_and_counts_when_it_is_complete()
    {
        PresenceEntry[] many = [.. Enumerable.Range(0, 5_000).Select(i => new PresenceEntry("room", $"key{i}", $"a{i:d4}", new byte[250]))];
        _a.Change("room", many, [], new PresenceDiff());
        IReadOnlyList<PresenceMessage> parts = Take(_a);

        Assert.InRange(parts.Count, 5, 10);
        Assert.All(parts, part => Assert.InRange(part.Write().Length, 1, 256 * 1024));
        Receive(_b, [parts[0], .. parts.Skip(2)]);
        Assert.Empty(_b.On("room"));
        Receive(_b, parts);
        Assert.Equal(5_000, _b.On("room").Count);
    }

    [Fact]
    public void A_question_is_complete_when_all_that_have_entries_have_sent_them()
    {
        Track(_a, "ann", "a1");
        HeldTopic held = _b.HeldOn("room")!;
        PresenceMessage question = _b.Ask(held);
        Take(_a);
        IReadOnlyList<PresenceMessage> answer = _a.Own!.Answer(question);
        held.Expect(question.Round, 1);
        Assert.False(held.Known.IsCompleted);
        Receive(_b, answer);
        Assert.True(held.Known.IsCompleted && held.IsComplete);
        Assert.Empty(NewNode("c").Own!.Answer(question));
    }

    [Fact]
    public void A_node_that_is_about_to_answer_is_not_asked_again()
    {
        (string[] refs, PresenceMessage[] changes) = FourAndTwoMore();
        HeldTopic held = _b.HeldOn("room")!;
        PresenceMessage question = _b.Ask(held);
        Assert.Null(_b.Receive("a", changes[1], new PresenceDiff()));
        Receive(_b, _a.Own!.Answer(question));
        held.Expect(question.Round, 1);
        Assert.True(held.Known.IsCompleted);
        Assert.Equal(refs, RefsOf(_b.On("room")));
        Assert.Empty(held.Requests());
    }

    [Fact]
    public void An_answer_counts_even_if_its_entries_are_known_already()
    {
        Track(_a, "ann", "a1");
        HeldTopic held = _b.HeldOn("room")!;
        PresenceMessage question = _b.Ask(held);
        Take(_a);
        IReadOnlyList<PresenceMessage> answer = _a.Own!.Answer(question);
        Receive(_b, [answer[0] with { Round = 0 }]);
        Untrack(_a, "a1");
        Receive(_b, Take(_a));
        Receive(_b, answer);
        held.Expect(question.Round, 1);
        Assert.True(held.Known.IsCompleted);
        Assert.Empty(_b.On("room"));
    }

    [Fact]
    public void A_question_after_an_interruption_asks_for_versions()
    {
        A_question_is_complete_when_all_that_have_entries_have_sent_them();
        _b.Doubt();
        HeldTopic held = _b.HeldOn("room")!;
        Assert.True(held.Nodes["a"].IsStale);
        PresenceMessage question = _b.Ask(held);
        PresenceMessage version = Assert.Single(_a.Own!.Answer(question));
        Assert.Equal(PresenceMessageKind.Version, version.Kind);
        Receive(_b, [version]);
        held.Expect(question.Round, 1);
        Assert.True(held.IsComplete);
        Assert.Empty(held.Requests());
    }

    [Fact]
    public void A_node_that_is_gone_takes_its_entries_with_it_and_comes_back_with_its_version()
    {
        Track(_a, "ann", "a1");
        Receive(_b, Take(_a));
        TopicDiff diff = Assert.Single(Acting(diff => _b.Leave("a", diff)).Topics);
        Assert.Equal(["a1"], RefsOf(diff.Leaves));

        PresenceMessage? request = _b.Receive("a", Assert.Single(_a.Own!.TakeAnnouncements()), new PresenceDiff());
        Receive(_b, _a.Own.Answer(request!));
        Assert.Equal(["a1"], RefsOf(_b.On("room")));
    }

    [Fact]
    public void What_is_learned_before_clients_are_notified_is_not_a_difference()
    {
        _b.HeldOn("room")!.IsReady = false;
        Track(_a, "ann", "a1");
        Assert.Empty(Receive(_b, Take(_a)).Topics);
        Assert.Single(_b.On("room"));
    }

    [Fact]
    public void The_key_of_a_stopping_node_that_is_tracked_elsewhere_is_replaced_in_one_diff()
    {
        Track(_a, "ann", "a1");
        Track(_a, "bob", "a2");
        Receive(_b, Take(_a));
        Assert.True(_b.Linger("a"));
        Assert.False(_b.Linger("a"));
        Assert.Empty(Acting(diff => _b.Leave("a", diff)).Topics);

        TopicDiff returned = Track(_b, "ann", "b1");
        Assert.Equal(["b1"], RefsOf(returned.Joins));
        Assert.Equal(["a1"], RefsOf(returned.Leaves));
        TopicDiff left = Assert.Single(Acting(diff => _b.EndLinger("a", diff)).Topics);
        Assert.Equal(["a2"], RefsOf(left.Leaves));
        Assert.Equal(["b1"], RefsOf(_b.On("room")));
    }

    [Fact]
    public void Each_return_replaces_one_meta_and_an_update_replaces_none()
    {
        Track(_a, "ann", "a1");
        Track(_a, "ann", "a2");
        Receive(_b, Take(_a));
        Track(_b, "ann", "b1");
        _b.Linger("a");
        TopicDiff update = Assert.Single(Acting(diff => _b.Change("room", [Entry("ann", "b2")], ["b1"], diff)).Topics);
        Assert.Equal(["b1"], RefsOf(update.Leaves));
        Assert.Equal(["a1"], RefsOf(Track(_b, "ann", "b3").Leaves));
    }

    [Fact]
    public void A_key_that_is_new_joins_while_a_node_is_stopping()
    {
        _b.Linger("a");
        Assert.Equal(["b1"], RefsOf(Track(_b, "ann", "b1").Joins)); // nothing is known of the stopping node
        Track(_a, "ann", "a1");
        Track(_a, "bob", "a2");
        Assert.Equal(["a2"], RefsOf(Assert.Single(Receive(_b, Take(_a)).Topics).Joins));
        TopicDiff joined = Track(_b, "cid", "b2");
        Assert.Equal(["b2"], RefsOf(joined.Joins));
        Assert.Empty(joined.Leaves);
    }

    [Fact]
    public void The_metas_of_a_stopping_node_are_left_out_where_their_keys_are_tracked_already()
    {
        Track(_a, "ann", "a1");
        Track(_a, "bob", "a2");
        Track(_b, "ann", "b1");
        _b.Linger("a");
        TopicDiff diff = Assert.Single(Receive(_b, Take(_a)).Topics);
        Assert.Equal(["a2"], RefsOf(diff.Joins));
        Assert.Equal(["a2", "b1"], RefsOf(_b.On("room")));
    }

    [Fact]
    public void A_node_that_still_sends_after_it_has_lingered_is_ignored_until_it_is_gone()
    {
        Track(_a, "ann", "a1");
        Receive(_b, Take(_a));
        _b.Linger("a");
        Acting(diff => _b.EndLinger("a", diff));
        Track(_a, "bob", "a2");
        Assert.Empty(Receive(_b, Take(_a)).Topics);
        Assert.Empty(_b.On("room"));
        Acting(diff => _b.Leave("a", diff));
        Assert.False(_b.Ignores("a"));
    }

    /// <summary>
    /// Messages are lost, duplicated and reordered, and nodes forget each other. Once messages get through again, all nodes know the same entries.
    /// </summary>
    [Fact]
    public void All_nodes_converge()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var cluster = new LossyNetwork(nodes: 4, seed);
            cluster.Churn(steps: 300);
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

    private static PresenceReplica NewNode(string name)
    {
        var node = new PresenceReplica(name) { Own = new OwnPresence() };
        HeldTopic held = node.Hold("room");
        (held.IsReady, held.IsAsking) = (true, false);
        return node;
    }

    private static PresenceEntry Entry(string key, string reference) => new("room", key, reference, "{}"u8.ToArray());

    private static TopicDiff Track(PresenceReplica node, string key, string reference) =>
        Assert.Single(Acting(diff => node.Change("room", [Entry(key, reference)], [], diff)).Topics);

    private static void Untrack(PresenceReplica node, string reference) => node.Change("room", [], [reference], new PresenceDiff());

    private static IReadOnlyList<PresenceMessage> Take(PresenceReplica node) => node.Own!.Take("room");

    private static PresenceDiff Receive(PresenceReplica node, IReadOnlyList<PresenceMessage> messages) => Acting(diff =>
    {
        foreach (PresenceMessage message in messages) node.Receive("a", message, diff);
    });

    private static PresenceDiff Acting(Action<PresenceDiff> act)
    {
        var diff = new PresenceDiff();
        act(diff);
        return diff;
    }

    /// <summary>Lets node a track four entries, and then two more, which it sends in one message each.</summary>
    private (string[] Refs, PresenceMessage[] Changes) FourAndTwoMore()
    {
        for (int i = 1; i <= 4; i++) Track(_a, $"key{i}", $"a{i}");
        Receive(_b, Take(_a));
        _a.Own!.TakeAnnouncements();
        Track(_a, "key5", "a5");
        PresenceMessage first = Assert.Single(Take(_a));
        Track(_a, "key6", "a6");
        return (["a1", "a2", "a3", "a4", "a5", "a6"], [first, Assert.Single(Take(_a))]);
    }
}
