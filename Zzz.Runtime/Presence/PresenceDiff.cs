namespace Zzz.Presence;

/// <summary>The joins and leaves in one message, by topic.</summary>
internal sealed class PresenceDiff
{
    private readonly Dictionary<string, TopicDiff> _topics = [];

    public IReadOnlyCollection<TopicDiff> Topics => _topics.Values;

    public void Join(PresenceEntry entry) => Of(entry.Topic).Joins.Add(entry);

    public void Leave(PresenceEntry entry) => Of(entry.Topic).Leaves.Add(entry);

    private TopicDiff Of(string topic)
    {
        if (!_topics.TryGetValue(topic, out TopicDiff? diff)) _topics.Add(topic, diff = new TopicDiff(topic, [], []));
        return diff;
    }
}
