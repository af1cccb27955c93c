namespace Zzz;

/// <summary>
/// Keeps the latest messages of each topic that has a history, for all nodes. An <see cref="IBackplane"/> implements this interface too if its
/// broker can store messages; without it, each node keeps histories of its own, and a client that moves to another node cannot recover.
/// </summary>
public interface IBackplaneLog
{
    /// <summary>
    /// Appends messages to a topic's log at the next offsets, and sends each to all nodes that are subscribed to the topic, together with its
    /// position. Both happen as one step: nodes receive messages in the order of their offsets.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="append">The messages, and the limits of the log.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The position of the last message.</returns>
    ValueTask<BackplaneAppended> AppendAsync(string topic, BackplaneAppend append, CancellationToken cancellationToken);

    /// <summary>Reads the messages after a position, or the latest messages.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="since">The position after which to read; <see langword="null"/> for the latest messages.</param>
    /// <param name="limit">The greatest number of messages to return; 0 to read only the top.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <returns>The messages, and the position of the last message in the log.</returns>
    ValueTask<BackplaneRead> ReadAsync(string topic, TopicPosition? since, int limit, CancellationToken cancellationToken);
}
