namespace Zzz.Presence.Replicas;

/// <summary>The joins and leaves on one topic.</summary>
internal sealed class TopicDiff(string topic, List<PresenceEntry> joins, List<PresenceEntry> leaves)
{
    public string Topic { get; } = topic;

    public List<PresenceEntry> Joins { get; } = joins;

    public List<PresenceEntry> Leaves { get; } = leaves;

    public bool IsEmpty => Joins.Count == 0 && Leaves.Count == 0;
}
