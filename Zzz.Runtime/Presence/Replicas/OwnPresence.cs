namespace Zzz.Presence.Replicas;

/// <summary>
/// The entries that this node tracks, by topic. Each node changes only its own entries, and gives each change a higher version, so that a node that
/// misses a change notices. Pure. Not thread-safe.
/// </summary>
internal sealed class OwnPresence
{
    private readonly Dictionary<string, OwnTopic> _topics = [];
    private long _version;

    /// <summary>Whether this node is stopping.</summary>
    public bool IsLingering { get; set; }

    public IReadOnlyCollection<OwnTopic> Topics => _topics.Values;

    public bool Has(string topic) => _topics.ContainsKey(topic);

    /// <summary>Changes the entries on a topic, which the caller must then take and send.</summary>
    public OwnTopic Change(string topic, PresenceEntry[] joins, string[] leaves)
    {
        if (!_topics.TryGetValue(topic, out OwnTopic? own)) _topics.Add(topic, own = new OwnTopic(topic));
        own.Change(joins, leaves);
        return own;
    }

    /// <summary>Takes the messages with the pending changes of a topic.</summary>
    public IReadOnlyList<PresenceMessage> Take(string topic) => _topics.TryGetValue(topic, out OwnTopic? own) ? own.Take(NextVersion) : [];

    /// <summary>Takes the messages with all pending changes.</summary>
    public IReadOnlyList<PresenceMessage> TakeAll() => [.. _topics.Values.SelectMany(own => own.Take(NextVersion))];

    /// <summary>Returns the answer to a question or a request, once the pending changes of the topic have been taken.</summary>
    public IReadOnlyList<PresenceMessage> Answer(PresenceMessage asked)
    {
        OwnTopic? own = _topics.TryGetValue(asked.Topic, out OwnTopic? found) && found.Version > 0 ? found : null;
        if (asked.Kind == PresenceMessageKind.Request)
            return own?.State(asked.Round, IsLingering) ?? OwnTopic.StateOf(asked.Topic, [], NextVersion(), asked.Round, IsLingering);
        if (own is null || own.IsEmpty) return [];
        return asked.AsksVersions ? [Announce(own) with { Round = asked.Round }] : own.State(asked.Round, IsLingering);
    }

    /// <summary>Returns the announcements of the topics that have changed since their last one, and forgets the topics that are empty.</summary>
    public IReadOnlyList<PresenceMessage> TakeAnnouncements()
    {
        OwnTopic[] changed = [.. _topics.Values.Where(own => own.MustAnnounce && !own.IsSending)];
        foreach (OwnTopic own in changed) own.MustAnnounce = false;
        foreach (OwnTopic own in _topics.Values.Where(own => own is { IsEmpty: true, MustAnnounce: false, IsSending: false, PendingCount: 0 }).ToArray())
            _topics.Remove(own.Topic);
        return [.. changed.Select(Announce)];
    }

    /// <summary>Announces the version of a topic again later.</summary>
    public void AnnounceAgain(string topic)
    {
        if (_topics.TryGetValue(topic, out OwnTopic? own)) own.MustAnnounce = true;
    }

    /// <summary>Announces the versions of all topics again later.</summary>
    public void AnnounceAgain()
    {
        foreach (OwnTopic own in _topics.Values) own.MustAnnounce = true;
    }

    private static PresenceMessage Announce(OwnTopic own) => new(PresenceMessageKind.Version, own.Topic) { Version = own.Version };

    private long NextVersion() => ++_version;
}
