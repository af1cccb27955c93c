using Zzz.Channels.Members;

namespace Zzz.Presence;

/// <summary>
/// What is to be told on one topic: one difference, which absorbs each change until it is told, and the clients that wait for the state. It
/// is never larger than what was present when it was last told and what is present now. Pure; used under the lock of the tracker.
/// </summary>
internal sealed class TopicNews(string topic)
{
    private readonly Dictionary<string, PresenceEntry> _joins = [];
    private readonly Dictionary<string, PresenceEntry> _leaves = [];
    private readonly HashSet<ChannelMembership> _asking = [];

    public string Topic => topic;

    public bool IsEmpty => _joins.Count == 0 && _leaves.Count == 0 && _asking.Count == 0;

    /// <summary>Since when somebody waits, as a timestamp.</summary>
    public long Since { get; private set; }

    /// <summary>Adds a change. An entry that came and went, or went and came back, before anybody was told cancels out.</summary>
    public void Add(TopicDiff diff, long now)
    {
        Wait(now);
        foreach (PresenceEntry left in diff.Leaves)
            if (!_joins.Remove(left.Ref)) _leaves[left.Ref] = left;
        foreach (PresenceEntry joined in diff.Joins)
            if (!_leaves.Remove(joined.Ref)) _joins[joined.Ref] = joined;
    }

    /// <summary>Adds a client that gets the state.</summary>
    public void Ask(ChannelMembership client, long now)
    {
        Wait(now);
        _asking.Add(client);
    }

    /// <summary>The client is gone.</summary>
    public void Forget(ChannelMembership client) => _asking.Remove(client);

    /// <summary>
    /// Takes everything. The clients that ask get the state as it was last told, and then the difference with everybody else: so the state
    /// comes before any later difference, and the two are one sequence.
    /// </summary>
    /// <param name="present">What is present now.</param>
    public TopicReport Take(IReadOnlyCollection<PresenceEntry> present)
    {
        PresenceEntry[] told = _asking.Count == 0 ? [] : [.. present.Where(entry => !_joins.ContainsKey(entry.Ref)), .. _leaves.Values];
        var report = new TopicReport([.. _asking], told, new TopicDiff(topic, [.. _joins.Values], [.. _leaves.Values]), Since);
        _joins.Clear();
        _leaves.Clear();
        _asking.Clear();
        return report;
    }

    private void Wait(long now)
    {
        if (IsEmpty) Since = now;
    }
}
