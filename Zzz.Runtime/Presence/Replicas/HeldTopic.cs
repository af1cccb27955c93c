namespace Zzz.Presence.Replicas;

/// <summary>The entries of the other nodes on a topic that this node needs, and the question that they were asked for them.</summary>
internal sealed class HeldTopic(string topic)
{
    private readonly Dictionary<string, NodeEntries> _nodes = [];
    private readonly HashSet<string> _heard = [];
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _round;
    private int? _expected;

    public string Topic => topic;

    public IReadOnlyDictionary<string, NodeEntries> Nodes => _nodes;

    /// <summary>Completes when all nodes have sent their entries for the first time.</summary>
    public Task Known => _known.Task;

    /// <summary>Whether clients are notified of changes. Until then, what is learned becomes part of the state that they get first.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether the topic was needed since the last repair.</summary>
    public bool IsUsed { get; set; } = true;

    /// <summary>Whether a question is under way.</summary>
    public bool IsAsking { get; set; } = true;

    /// <summary>Whether all nodes are about to send their entries, so that none has to be requested.</summary>
    public bool IsLearning => IsAsking && !Known.IsCompleted;

    /// <summary>Whether all nodes have answered the last question.</summary>
    public bool IsComplete => _expected is { } expected && _heard.Count >= expected;

    /// <summary>Begins a question to all nodes on the topic. Once all are known, versions suffice.</summary>
    public PresenceMessage Ask(long round)
    {
        (_round, _expected, IsAsking) = (round, null, true);
        _heard.Clear();
        return new PresenceMessage(PresenceMessageKind.Question, topic) { Round = round, AsksVersions = Known.IsCompleted };
    }

    /// <summary>Notes how many nodes have entries, and so send an answer.</summary>
    public void Expect(long round, int nodes)
    {
        if (round != _round) return;
        _expected = nodes;
        CompleteIfHeard();
    }

    /// <summary>Notes that changes may have been lost, so that the nodes have to be asked again.</summary>
    public void Doubt()
    {
        (_round, _expected) = (0, null);
        foreach (NodeEntries known in _nodes.Values) known.Doubt();
    }

    /// <summary>Notes that requests which were not answered have been lost.</summary>
    public void AskAgain()
    {
        foreach (NodeEntries known in _nodes.Values) known.IsAsked = false;
    }

    /// <summary>Applies a message from another node.</summary>
    public void Receive(string node, PresenceMessage message, TopicDiff diff)
    {
        NodeEntries known = Of(node);
        if (message.Kind == PresenceMessageKind.Change) known.Change(message, diff);
        else if (message.Kind == PresenceMessageKind.Version) known.See(message.Version);
        else known.Add(message, diff);
        if (message.OnBehalfOf.Length > 0) known.Trust(); // the node itself may no longer answer
        bool isAnswer = message.Kind == PresenceMessageKind.Version || (message.IsLast && known.Version >= message.Version);
        if (isAnswer && _round != 0 && Math.Abs(message.Round) == _round) Hear(node, known, message.Round);
    }

    /// <summary>Returns the requests to nodes that have more recent entries, or might have.</summary>
    public IReadOnlyList<(string Node, PresenceMessage Request)> Requests() =>
        [.. _nodes.Keys.Select(node => (node, RequestTo(node)!)).Where(request => request.Item2 is not null)];

    /// <summary>Returns the request to a node, if it has more recent entries, or might have, and was not asked for them.</summary>
    public PresenceMessage? RequestTo(string node)
    {
        if (!_nodes.TryGetValue(node, out NodeEntries? known) || !known.IsStale || known.IsAsked) return null;
        known.IsAsked = true;
        return new PresenceMessage(PresenceMessageKind.Request, topic) { Round = -_round };
    }

    /// <summary>Removes the entries of a node.</summary>
    public void Forget(string node, TopicDiff diff)
    {
        if (_nodes.Remove(node, out NodeEntries? gone)) gone.Clear(diff);
    }

    private NodeEntries Of(string node)
    {
        if (_nodes.TryGetValue(node, out NodeEntries? known)) return known;
        _nodes.Add(node, known = new NodeEntries());
        if (!IsComplete) known.Doubt(); // the message may be an old one, from before the question
        return known;
    }

    private void Hear(string node, NodeEntries known, long round)
    {
        known.Trust();
        if (round < 0) return;
        _heard.Add(node);
        CompleteIfHeard();
    }

    private void CompleteIfHeard()
    {
        if (IsComplete) _known.TrySetResult();
    }
}
