using Zzz.Cluster.Messages;

namespace Zzz.Channels.History;

/// <summary>A follower of the log that the backplane keeps for a topic, as the topic's feed sees it.</summary>
internal interface IFeedFollower
{
    /// <summary>
    /// The position of the last message that was passed on; <see langword="null"/> until the log has been read, or while the topic is in use: the
    /// caller may have a turn in another topic.
    /// </summary>
    TopicPosition? KnownPosition { get; }

    /// <summary>Returns a task that completes when the node is subscribed to the topic and has read its log.</summary>
    Task ReadyAsync();

    /// <summary>Handles a message that was received with its position.</summary>
    void Receive(NodeMessage message, TopicPosition position);

    /// <summary>Reads what was missed.</summary>
    Task CatchUpAsync();

    /// <summary>Compares the position with the log, unless a message has been received since the last call.</summary>
    void CheckIfIdle();
}
