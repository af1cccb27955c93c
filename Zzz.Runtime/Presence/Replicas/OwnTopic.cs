namespace Zzz.Presence.Replicas;

/// <summary>The entries that this node tracks on one topic, and the changes that the other nodes have not been sent.</summary>
internal sealed class OwnTopic(string topic)
{
    private const int MaxBatch = 100;

    private readonly Dictionary<string, PresenceEntry> _entries = [];
    private readonly Dictionary<string, PresenceEntry> _joins = [];
    private readonly HashSet<string> _leaves = [];
    private TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Topic => topic;

    /// <summary>The version of the last change that was sent; 0 if none was.</summary>
    public long Version { get; private set; }

    /// <summary>Whether the version must be announced again, so that a node that missed the last change notices it.</summary>
    public bool MustAnnounce { get; set; }

    /// <summary>Whether changes are being sent, or are about to be.</summary>
    public bool IsSending { get; set; }

    /// <summary>The number of changes that have not been sent.</summary>
    public int PendingCount => _joins.Count + _leaves.Count;

    /// <summary>Completes when there are enough changes to send them at once.</summary>
    public Task Full => _full.Task;

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Changes the entries. If an entry joins and leaves before that is sent, the two cancel out.</summary>
    public void Change(PresenceEntry[] joins, string[] leaves)
    {
        foreach (string left in leaves)
            if (_entries.Remove(left) && !_joins.Remove(left)) _leaves.Add(left);
        foreach (PresenceEntry entry in joins) _entries[entry.Ref] = _joins[entry.Ref] = entry;
        if (PendingCount >= MaxBatch) _full.TrySetResult();
    }

    /// <summary>Takes the messages with all pending changes. If there are more changes than entries, they carry the state instead.</summary>
    /// <param name="nextVersion">Returns the next version.</param>
    public IReadOnlyList<PresenceMessage> Take(Func<long> nextVersion)
    {
        if (PendingCount == 0) return [];
        MustAnnounce = true;
        IReadOnlyList<PresenceMessage> messages = PendingCount < _entries.Count ? TakeChanges(nextVersion) : TakeState(nextVersion);
        _joins.Clear();
        _leaves.Clear();
        if (Full.IsCompleted) _full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return messages;
    }

    /// <summary>Returns the messages with all entries.</summary>
    public IReadOnlyList<PresenceMessage> State(long round = 0, bool isLingering = false) => StateOf(topic, _entries.Values, Version, round, isLingering);

    public static IReadOnlyList<PresenceMessage> StateOf(string topic, IEnumerable<PresenceEntry> entries, long version, long round, bool isLingering)
    {
        List<PresenceChunk> chunks = PresenceChunk.Split(entries, []);
        return [.. chunks.Select((chunk, part) => new PresenceMessage(PresenceMessageKind.State, topic)
        {
            Round = round,
            Version = version,
            Part = part,
            IsLast = part == chunks.Count - 1,
            IsLingering = isLingering,
            Joins = chunk.Joins,
        })];
    }

    private IReadOnlyList<PresenceMessage> TakeState(Func<long> nextVersion)
    {
        Version = nextVersion();
        return State();
    }

    private List<PresenceMessage> TakeChanges(Func<long> nextVersion) => PresenceChunk.Split(_joins.Values, _leaves).ConvertAll(chunk =>
    {
        long before = Version;
        Version = nextVersion();
        return new PresenceMessage(PresenceMessageKind.Change, topic) { Base = before, Version = Version, Joins = chunk.Joins, Leaves = chunk.Leaves };
    });
}
