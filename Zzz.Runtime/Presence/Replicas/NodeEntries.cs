namespace Zzz.Presence.Replicas;

/// <summary>The entries of another node on one topic, as far as this node knows.</summary>
internal sealed class NodeEntries
{
    private readonly Dictionary<string, PresenceEntry> _entries = [];
    private readonly List<PresenceEntry> _parts = [];
    private long _seen;
    private long _partsVersion;
    private int _nextPart;
    private bool _isDoubted;

    public long Version { get; private set; }

    public IReadOnlyCollection<PresenceEntry> All => _entries.Values;

    /// <summary>Whether the node has more recent entries, or might have.</summary>
    public bool IsStale => _isDoubted || IsBehind;

    /// <summary>Whether the node has more recent entries.</summary>
    public bool IsBehind => _seen > Version;

    /// <summary>Whether the node has been asked for its entries, and has not answered.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Notes that changes may have been lost.</summary>
    public void Doubt() => _isDoubted = true;

    /// <summary>Notes the version of the node's entries.</summary>
    public void See(long version) => _seen = Math.Max(_seen, version);

    /// <summary>Notes that the node has answered since changes may have been lost, so that a higher version would have been seen.</summary>
    public void Trust() => _isDoubted = false;

    /// <summary>Applies the next change. A change that is old, or that does not follow what is known, is ignored.</summary>
    public void Change(PresenceMessage change, TopicDiff diff)
    {
        if (change.Base == Version && change.Version > Version) Change(change.Version, change.Joins, change.Leaves, diff);
        else _seen = Math.Max(_seen, change.Version);
    }

    /// <summary>Adds a part of the node's state. When the state is complete, it replaces the entries.</summary>
    public void Add(PresenceMessage state, TopicDiff diff)
    {
        _seen = Math.Max(_seen, state.Version);
        if (state.Version < Version) return;
        if (state.Part == 0)
        {
            (_partsVersion, _nextPart) = (state.Version, 0);
            _parts.Clear();
        }

        if (state.Part != _nextPart || state.Version != _partsVersion) return;
        _nextPart++;
        _parts.AddRange(state.Joins);
        IsAsked = true; // the other parts are on their way; those of a second state could mix with them
        if (state.IsLast) Replace(state.Version, diff);
    }

    public bool Contains(PresenceEntry entry) => _entries.ContainsKey(entry.Ref);

    /// <summary>Removes an entry.</summary>
    public void Remove(PresenceEntry entry, TopicDiff diff)
    {
        if (_entries.Remove(entry.Ref)) diff.Leaves.Add(entry);
    }

    /// <summary>Removes all entries.</summary>
    public void Clear(TopicDiff diff)
    {
        diff.Leaves.AddRange(_entries.Values);
        _entries.Clear();
    }

    private void Replace(long version, TopicDiff diff)
    {
        HashSet<string> there = [.. _parts.Select(entry => entry.Ref)];
        Change(version, _parts, [.. _entries.Keys.Where(known => !there.Contains(known))], diff);
        _parts.Clear();
        _nextPart = -1;
        IsAsked = IsBehind; // otherwise two nodes could ask and answer each other without a pause
    }

    private void Change(long version, IEnumerable<PresenceEntry> joins, IEnumerable<string> leaves, TopicDiff diff)
    {
        Version = version;
        _seen = Math.Max(_seen, version);
        foreach (string left in leaves)
            if (_entries.Remove(left, out PresenceEntry? entry)) diff.Leaves.Add(entry);
        foreach (PresenceEntry entry in joins)
            if (_entries.TryAdd(entry.Ref, entry)) diff.Joins.Add(entry);
    }
}
