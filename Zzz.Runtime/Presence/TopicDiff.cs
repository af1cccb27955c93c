namespace Zzz.Presence;

/// <summary>What came and went on one topic.</summary>
internal sealed class TopicDiff(string topic)
{
    public string Topic { get; } = topic;

    public List<PresenceEntry> Joins { get; } = [];

    public List<PresenceEntry> Leaves { get; } = [];
}
