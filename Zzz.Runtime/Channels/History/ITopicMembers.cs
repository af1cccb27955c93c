using Zzz.Cluster.Messages;

namespace Zzz.Channels.History;

/// <summary>The members of topics on this node, as a <see cref="LogFollower"/> sees them.</summary>
internal interface ITopicMembers
{
    /// <summary>Appends a broadcast to the history of its topic.</summary>
    /// <param name="turn">The turn in the topic.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The broadcast.</param>
    /// <param name="age">How long ago the message was broadcast, in ticks of the clock.</param>
    /// <param name="delivers">Whether the members receive the broadcast too.</param>
    void Keep(in FeedTurn turn, string topic, NodeMessage message, long age, bool delivers);

    /// <summary>Notifies the members that know positions that messages are lost, and of the position at which they continue.</summary>
    void NotifyOfGap(in FeedTurn turn, string topic);
}
