namespace Zzz.Presence.Replicas;

/// <summary>
/// The entries on the topics that this node needs: its own, and those of the other nodes, as far as it knows. Pure: messages go in, and messages and
/// differences come out. Not thread-safe.
/// </summary>
/// <param name="node">The name of this node, which makes refs unique.</param>
internal sealed class PresenceReplica(string node)
{
    private static readonly Dictionary<string, PresenceEntry> None = [];

    private readonly Dictionary<string, Dictionary<string, PresenceEntry>> _entries = [];
    private readonly Dictionary<string, HeldTopic> _held = [];
    private readonly HashSet<string> _lingering = [];
    private readonly HashSet<string> _stoppingHere = [];
    private readonly HashSet<string> _gone = [];
    private long _round;

    public string Node { get; } = node;

    /// <summary>The entries of this node; <see langword="null"/> if this node is the only one.</summary>
    public OwnPresence? Own { get; set; }

    public IReadOnlyCollection<HeldTopic> Held => _held.Values;

    /// <summary>Returns the entries on a topic.</summary>
    public IReadOnlyCollection<PresenceEntry> On(string topic) => _entries.GetValueOrDefault(topic, None).Values;

    public HeldTopic? HeldOn(string topic) => _held.GetValueOrDefault(topic);

    /// <summary>Whether this node needs what others send on a topic.</summary>
    public bool Needs(string topic) => _held.ContainsKey(topic) || Own?.Has(topic) == true;

    /// <summary>Changes this node's own entries on a topic.</summary>
    public OwnTopic? Change(string topic, PresenceEntry[] joins, string[] leaves, PresenceDiff diff)
    {
        var change = new TopicDiff(topic, [.. joins], []);
        if (_entries.TryGetValue(topic, out Dictionary<string, PresenceEntry>? entries))
            change.Leaves.AddRange(leaves.Where(entries.ContainsKey).Select(left => entries[left]));
        Replace(topic, change);
        Show(change, diff);
        return Own?.Change(topic, joins, leaves);
    }

    /// <summary>Begins to hold the entries of the other nodes on a topic.</summary>
    public HeldTopic Hold(string topic)
    {
        var held = new HeldTopic(topic);
        _held.Add(topic, held);
        return held;
    }

    /// <summary>Drops the entries of the other nodes on a topic, which this node no longer needs.</summary>
    public void Release(HeldTopic held)
    {
        _held.Remove(held.Topic);
        var dropped = new TopicDiff(held.Topic, [], [.. held.Nodes.Values.SelectMany(known => known.All)]);
        Show(dropped, new PresenceDiff());
    }

    /// <summary>Begins a question about a topic.</summary>
    public PresenceMessage Ask(HeldTopic held) => held.Ask(++_round);

    /// <summary>
    /// Applies a message from another node, whatever the order in which messages arrive, and returns the request that follows, if there is one.
    /// </summary>
    public PresenceMessage? Receive(string from, PresenceMessage message, PresenceDiff diff)
    {
        if (HeldOn(message.Topic) is not { } held || (message.OnBehalfOf.Length > 0 ? !IsNews(held, from) : _gone.Contains(from))) return null;
        var change = new TopicDiff(held.Topic, [], []);
        held.Receive(from, message, change);
        if (_lingering.Contains(from)) DropReplaced(held, held.Nodes[from], change, diff);
        else Replace(held.Topic, change);
        Show(change, held.IsReady ? diff : new PresenceDiff());
        return held.Nodes[from].IsBehind && !held.IsLearning ? held.RequestTo(from) : null;
    }

    /// <summary>
    /// Returns the entries on a topic of the nodes that are stopping, for a node that needs the topic only now: they may no longer answer. They are
    /// left to the nodes that the stopping node itself has notified, or they would be passed on without an end.
    /// </summary>
    public IReadOnlyList<PresenceMessage> OnBehalfOfStopping(string topic)
    {
        if (_stoppingHere.Count == 0 || HeldOn(topic) is not { } held) return [];
        return
        [
            .. from known in held.Nodes
            where _stoppingHere.Contains(known.Key) && known.Value.All.Count > 0
            from state in OwnTopic.StateOf(topic, known.Value.All, known.Value.Version, round: 0, isLingering: true)
            select state with { OnBehalfOf = known.Key },
        ];
    }

    /// <summary>Notes that messages may have been lost.</summary>
    public void Doubt()
    {
        foreach (HeldTopic held in _held.Values) held.Doubt();
        Own?.AnnounceAgain();
    }

    /// <summary>Whether the messages of a node are ignored, because it is gone.</summary>
    public bool Ignores(string other) => _gone.Contains(other);

    /// <summary>Notes that a node is stopping: its entries stay until <see cref="EndLinger"/>, or until their keys are tracked elsewhere.</summary>
    /// <returns>Whether that is new.</returns>
    /// <param name="other">The node.</param>
    /// <param name="isFirstHand">Whether the node itself has said so.</param>
    public bool Linger(string other, bool isFirstHand = true)
    {
        if (_gone.Contains(other)) return false;
        if (isFirstHand) _stoppingHere.Add(other);
        return _lingering.Add(other);
    }

    /// <summary>Removes what is left of the entries of a node that is stopping. If it still sends messages, they are ignored.</summary>
    public void EndLinger(string other, PresenceDiff diff)
    {
        _lingering.Remove(other);
        _stoppingHere.Remove(other);
        if (!_gone.Remove(other)) _gone.Add(other);
        Forget(other, diff);
    }

    /// <summary>Notes that a node is gone. Its entries are removed, unless it has announced that it stops.</summary>
    public void Leave(string other, PresenceDiff diff)
    {
        if (_lingering.Contains(other))
        {
            _gone.Add(other);
            return;
        }

        _gone.Remove(other);
        Forget(other, diff);
    }

    /// <summary>Whether a state that another node has sent on behalf of a node says something that this node does not know.</summary>
    private bool IsNews(HeldTopic held, string stopping) =>
        stopping != Node && _lingering.Contains(stopping) && (!held.Nodes.TryGetValue(stopping, out NodeEntries? known) || known.Version == 0);

    private void Forget(string other, PresenceDiff diff)
    {
        foreach (HeldTopic held in _held.Values)
        {
            var change = new TopicDiff(held.Topic, [], []);
            held.Forget(other, change);
            Show(change, held.IsReady ? diff : new PresenceDiff());
        }
    }

    /// <summary>Lets each key that joins take the place of one meta that it has on a node that is stopping.</summary>
    private void Replace(string topic, TopicDiff change)
    {
        if (_lingering.Count == 0 || change.Joins.Count == 0 || HeldOn(topic) is not { } held) return;
        HashSet<string> updated = [.. change.Leaves.Select(left => left.Key)];
        NodeEntries[] stopping = Stopping(held);
        foreach (PresenceEntry join in change.Joins.Where(join => !updated.Contains(join.Key)))
        {
            IEnumerable<PresenceEntry> sameKey = stopping.SelectMany(known => known.All).Where(entry => entry.Key == join.Key);
            if (sameKey.MinBy(entry => entry.Ref, StringComparer.Ordinal) is not { } old) continue;
            Array.Find(stopping, known => known.Contains(old))!.Remove(old, change);
        }
    }

    /// <summary>
    /// Leaves out the metas of a stopping node whose keys are tracked elsewhere already. Clients that have not been sent the state yet may know them
    /// from that node: the state contains them, and they leave in the diff in which their keys join.
    /// </summary>
    private void DropReplaced(HeldTopic held, NodeEntries stopping, TopicDiff change, PresenceDiff diff)
    {
        NodeEntries[] allStopping = Stopping(held);
        HashSet<string> elsewhere = [.. On(held.Topic).Where(entry => !Array.Exists(allStopping, known => known.Contains(entry))).Select(entry => entry.Key)];
        foreach (PresenceEntry replaced in change.Joins.Where(join => elsewhere.Contains(join.Key)).ToArray())
        {
            change.Joins.Remove(replaced);
            stopping.Remove(replaced, held.IsReady ? new TopicDiff(held.Topic, [], []) : diff.Of(held.Topic));
        }
    }

    private NodeEntries[] Stopping(HeldTopic held) => [.. held.Nodes.Where(known => _lingering.Contains(known.Key)).Select(known => known.Value)];

    private void Show(TopicDiff change, PresenceDiff diff)
    {
        if (change.IsEmpty) return;
        if (!_entries.TryGetValue(change.Topic, out Dictionary<string, PresenceEntry>? entries)) _entries.Add(change.Topic, entries = []);
        foreach (PresenceEntry left in change.Leaves) entries.Remove(left.Ref);
        foreach (PresenceEntry joined in change.Joins) entries.Add(joined.Ref, joined);
        if (entries.Count == 0) _entries.Remove(change.Topic);
        TopicDiff shown = diff.Of(change.Topic);
        shown.Joins.AddRange(change.Joins);
        shown.Leaves.AddRange(change.Leaves);
    }
}
