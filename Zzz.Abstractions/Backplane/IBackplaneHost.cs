namespace Zzz;

/// <summary>Zzz, as an <see cref="IBackplane"/> sees it: what receives the messages. The methods may be called from any thread, and never throw.</summary>
public interface IBackplaneHost
{
    /// <summary>The name of this node: letters and digits, different for each process.</summary>
    string Node { get; }

    /// <summary>
    /// Passes on a message on a topic that this node is subscribed to. The calls for one topic must be made one after another, in the order in which
    /// the broker received the messages. Calls for different topics may run at the same time: one that takes long must not delay the others.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="message">The message. Its memory must be valid until the call returns.</param>
    /// <param name="position">The position in the topic's log, if the message was appended to one.</param>
    void Received(string topic, ReadOnlyMemory<byte> message, TopicPosition? position);

    /// <summary>Passes on a message that was sent to this node. The calls must be made one after another.</summary>
    /// <param name="message">The message. Its memory must be valid until the call returns.</param>
    void ReceivedByNode(ReadOnlyMemory<byte> message);

    /// <summary>Reports that the connection is lost: from now on, messages from other nodes may be lost.</summary>
    /// <param name="why">The cause, if it is known.</param>
    void Interrupted(Exception? why);

    /// <summary>
    /// Reports that the connection and all subscriptions have been restored. Also to be called if messages may have been lost without an interruption.
    /// Zzz then reads what it has missed from the logs.
    /// </summary>
    void Restored();
}
