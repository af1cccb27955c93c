namespace Zzz.Presence;

/// <summary>
/// All entries of all nodes, as far as one node knows. Each node changes only its own entries and counts the changes, so that a node that misses a
/// change notices and asks for the whole state. Pure: messages go in, and messages and differences come out. Not thread-safe.
/// </summary>
internal sealed class PresenceReplica(string node)
{
    private readonly NodeEntries _own = new();
    private readonly Dictionary<string, NodeEntries> _others = [];
    private readonly Dictionary<string, Dictionary<string, PresenceEntry>> _topics = [];

    public string Node { get; } = node;

    /// <summary>The message that says that this node is alive.</summary>
    public PresenceMessage Heartbeat => PresenceMessage.Of(PresenceMessageKind.Heartbeat, Node, _own.Version);

    /// <summary>The message that says that this node is stopping.</summary>
    public PresenceMessage Goodbye => PresenceMessage.Of(PresenceMessageKind.Goodbye, Node, _own.Version);

    /// <summary>The message with everything that this node tracks.</summary>
    public PresenceMessage State => new(PresenceMessageKind.State, Node, _own.Version, [.. _own.All], []);

    /// <summary>Returns the entries on a topic.</summary>
    public IReadOnlyCollection<PresenceEntry> On(string topic) =>
        _topics.TryGetValue(topic, out Dictionary<string, PresenceEntry>? entries) ? entries.Values : [];

    /// <summary>Changes this node's own entries, and returns the message for the other nodes.</summary>
    public PresenceMessage Change(PresenceEntry[] joins, string[] leaves, out PresenceDiff diff)
    {
        diff = new PresenceDiff();
        _own.Change(_own.Version + 1, joins, leaves, diff);
        Show(diff);
        return new PresenceMessage(PresenceMessageKind.Change, Node, _own.Version, joins, leaves);
    }

    /// <summary>Applies a message from another node, whatever the order in which messages arrive, and returns the answer to it, if there is one.</summary>
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

    /// <summary>Removes the entries of a node. If the node was merely silent, its next message leads to their return.</summary>
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
