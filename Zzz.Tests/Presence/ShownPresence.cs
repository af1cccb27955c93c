using Zzz.Presence.Replicas;

namespace Zzz.Tests.Presence;

/// <summary>The list of a client that sees only diffs. A diff that does not fit the earlier ones is a mistake.</summary>
internal sealed class ShownPresence(string node)
{
    private readonly Dictionary<string, PresenceEntry> _entries = [];

    public string Node { get; } = node;

    public void Apply(PresenceDiff diff)
    {
        foreach (TopicDiff topic in diff.Topics)
        {
            foreach (PresenceEntry left in topic.Leaves)
                if (!_entries.Remove(left.Ref)) throw new InvalidOperationException($"{left.Ref} left, and was not there");
            foreach (PresenceEntry joined in topic.Joins) _entries.Add(joined.Ref, joined);
        }
    }

    /// <summary>Begins a topic again, with its state.</summary>
    public void Reset(string topic, IEnumerable<PresenceEntry> state)
    {
        foreach (PresenceEntry entry in _entries.Values.Where(entry => entry.Topic == topic).ToArray()) _entries.Remove(entry.Ref);
        foreach (PresenceEntry entry in state) _entries.Add(entry.Ref, entry);
    }

    public string[] On(string topic) => PresenceReplicaTests.RefsOf(_entries.Values.Where(entry => entry.Topic == topic));
}
