namespace Zzz.Presence;

/// <summary>The entries of one node, as far as this node knows. A node from which nothing has been received is at version 0, without entries.</summary>
internal sealed class NodeEntries
{
    private readonly Dictionary<string, PresenceEntry> _entries = [];

    public long Version { get; private set; }

    public IReadOnlyCollection<PresenceEntry> All => _entries.Values;

    /// <summary>Applies the next change. Leaves of unknown entries are ignored.</summary>
    public void Change(long version, IEnumerable<PresenceEntry> joins, IEnumerable<string> leaves, PresenceDiff diff)
    {
        Version = version;
        foreach (string left in leaves)
            if (_entries.Remove(left, out PresenceEntry? entry)) diff.Leave(entry);
        foreach (PresenceEntry entry in joins)
            if (_entries.TryAdd(entry.Ref, entry)) diff.Join(entry);
    }

    /// <summary>Replaces the entries with the node's whole state.</summary>
    public void Replace(long version, IReadOnlyCollection<PresenceEntry> state, PresenceDiff diff)
    {
        HashSet<string> there = [.. state.Select(entry => entry.Ref)];
        string[] gone = [.. _entries.Keys.Where(known => !there.Contains(known))];
        Change(version, state, gone, diff);
    }
}
