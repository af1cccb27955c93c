namespace Zzz.Presence;

/// <summary>
/// All entries of all nodes, as one node knows them. Each node alone changes its own and counts the changes, so that whoever misses one
/// notices by the count, and asks for all. Pure: messages in, messages and differences out; whoever calls sees to it that one does at a time.
/// </summary>
internal sealed class PresenceReplica(string node)
{
    private readonly NodeEntries _own = new();
    private readonly Dictionary<string, NodeEntries> _others = [];
    private readonly Dictionary<string, Dictionary<string, PresenceEntry>> _topics = [];

    public string Node { get; } = node;

    /// <summary>Tells the others that this node is there.</summary>
    public PresenceMessage Heartbeat => PresenceMessage.Of(PresenceMessageKind.Heartbeat, Node, _own.Version);

    /// <summary>Tells the others that this node stops.</summary>
    public PresenceMessage Goodbye => PresenceMessage.Of(PresenceMessageKind.Goodbye, Node, _own.Version);

    /// <summary>Tells the others everything that this node tracks.</summary>
    public PresenceMessage State => new(PresenceMessageKind.State, Node, _own.Version, [.. _own.All], []);

    /// <summary>What is present on a topic.</summary>
    public IReadOnlyCollection<PresenceEntry> On(string topic) =>
        _topics.TryGetValue(topic, out Dictionary<string, PresenceEntry>? entries) ? entries.Values : [];

    /// <summary>Changes this node's own entries; the message tells the others.</summary>
    public PresenceMessage Change(PresenceEntry[] joins, string[] leaves, out PresenceDiff diff)
    {
        diff = new PresenceDiff();
        _own.Change(_own.Version + 1, joins, leaves, diff);
        Show(diff);
        return new PresenceMessage(PresenceMessageKind.Change, Node, _own.Version, joins, leaves);
    }

    /// <summary>Takes what another node says, in whatever order; returns what it has to be told, if anything.</summary>
    public PresenceMessage? Receive(PresenceMessage message, out PresenceDiff diff)
    {
        diff = new PresenceDiff();
        if (message.Node == Node) return null;
        PresenceMessage? answer = message.Kind switch
        {
            PresenceMessageKind.Goodbye => Forget(message.Node, diff),
            PresenceMessageKind.Request => message.To == Node ? State : null,
            _ => Learn(message, diff),
        };
        Show(diff);
        return answer;
    }

    /// <summary>Takes a node for gone. If it was only silent, its next message brings everything back.</summary>
    public PresenceDiff Forget(string node)
    {
        var diff = new PresenceDiff();
        Forget(node, diff);
        Show(diff);
        return diff;
    }

    private PresenceMessage? Forget(string node, PresenceDiff diff)
    {
        if (_others.Remove(node, out NodeEntries? gone)) gone.Replace(0, [], diff);
        return null;
    }

    private PresenceMessage? Learn(PresenceMessage message, PresenceDiff diff)
    {
        if (!_others.TryGetValue(message.Node, out NodeEntries? known)) _others.Add(message.Node, known = new NodeEntries());
        long next = message.Kind == PresenceMessageKind.Change ? known.Version + 1 : known.Version;
        switch (message.Kind)
        {
            case PresenceMessageKind.State when message.Version >= known.Version:
                known.Replace(message.Version, message.Joins, diff);
                return null;
            case PresenceMessageKind.Change when message.Version == next:
                known.Change(message.Version, message.Joins, message.Leaves, diff);
                return null;
            default:
                bool missesSome = message.Kind != PresenceMessageKind.State && message.Version > next;
                return missesSome ? PresenceMessage.Of(PresenceMessageKind.Request, Node, _own.Version, message.Node) : null;
        }
    }

    private void Show(PresenceDiff diff)
    {
        foreach (TopicDiff topic in diff.Topics)
        {
            if (!_topics.TryGetValue(topic.Topic, out Dictionary<string, PresenceEntry>? entries)) _topics.Add(topic.Topic, entries = []);
            foreach (PresenceEntry left in topic.Leaves) entries.Remove(left.Ref);
            foreach (PresenceEntry joined in topic.Joins) entries.Add(joined.Ref, joined);
            if (entries.Count == 0) _topics.Remove(topic.Topic);
        }
    }
}
