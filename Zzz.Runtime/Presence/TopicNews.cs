using Zzz.Channels.Members;
using Zzz.Presence.Replicas;

namespace Zzz.Presence;

/// <summary>
/// The pending notifications on one topic: one difference, into which changes are merged until it is sent, and the clients that are waiting for the
/// state. The difference never exceeds the entries at the last notification plus the current ones. Pure; used under the tracker's lock.
/// </summary>
internal sealed class TopicNews(string topic)
{
    private readonly Dictionary<string, PresenceEntry> _joins = [];
    private readonly Dictionary<string, PresenceEntry> _leaves = [];
    private readonly HashSet<ChannelMembership> _asking = [];

    public string Topic => topic;

    public bool IsEmpty => _joins.Count == 0 && _leaves.Count == 0 && _asking.Count == 0;

    /// <summary>The timestamp since which clients have been waiting.</summary>
    public long Since { get; private set; }

    /// <summary>Adds a change. If an entry joins and leaves, or leaves and joins, before a notification is sent, the two cancel out.</summary>
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
    /// Takes all pending notifications. Clients that are waiting for the state get it as of the last notification, followed by the difference that
    /// all clients get, so that the state and the later differences form one sequence.
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
