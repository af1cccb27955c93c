using Zzz.Channels.Members;

namespace Zzz.Presence;

/// <summary>
/// The pending notifications of one topic: one difference, which absorbs each change until it is sent, and the clients that wait for the state.
/// The difference never exceeds the entries at the last notification plus the current ones. Pure; used under the lock of the tracker.
/// </summary>
internal sealed class TopicNews(string topic)
{
    private readonly Dictionary<string, PresenceEntry> _joins = [];
    private readonly Dictionary<string, PresenceEntry> _leaves = [];
    private readonly HashSet<ChannelMembership> _asking = [];

    public string Topic => topic;

    public bool IsEmpty => _joins.Count == 0 && _leaves.Count == 0 && _asking.Count == 0;

    /// <summary>The timestamp from which clients have been waiting.</summary>
    public long Since { get; private set; }

    /// <summary>Adds a change. An entry that joined and left, or left and joined, before a notification cancels out.</summary>
    public void Add(TopicDiff diff, long now)
    {
        Wait(now);
        foreach (PresenceEntry left in diff.Leaves)
            if (!_joins.Remove(left.Ref)) _leaves[left.Ref] = left;
        foreach (PresenceEntry joined in diff.Joins)
            if (!_leaves.Remove(joined.Ref)) _joins[joined.Ref] = joined;
    }

    /// <summary>Adds a client that is waiting for the state.</summary>
    public void Ask(ChannelMembership client, long now)
    {
        Wait(now);
        _asking.Add(client);
    }

    /// <summary>Removes a client that is gone.</summary>
    public void Forget(ChannelMembership client) => _asking.Remove(client);

    /// <summary>
    /// Takes all pending notifications. Clients that wait for the state get it as of the last notification, and then the difference that all
    /// clients get. So the state and the later differences form one sequence.
    /// </summary>
    /// <param name="present">The entries that are present now.</param>
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
