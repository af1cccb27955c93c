namespace Zzz.Presence.Replicas;

/// <summary>The joins and leaves of one step, by topic.</summary>
internal sealed class PresenceDiff
{
    private readonly Dictionary<string, TopicDiff> _topics = [];

    public IReadOnlyCollection<TopicDiff> Topics => _topics.Values;

    public TopicDiff Of(string topic)
    {
        if (!_topics.TryGetValue(topic, out TopicDiff? diff)) _topics.Add(topic, diff = new TopicDiff(topic, [], []));
        return diff;
    }
}
