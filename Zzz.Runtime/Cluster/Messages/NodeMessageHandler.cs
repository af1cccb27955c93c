namespace Zzz.Cluster.Messages;

/// <summary>Handles a message from another node, or one of this node that has come back with its position.</summary>
/// <param name="topic">The topic on which the message was sent; empty if it was sent to this node.</param>
/// <param name="message">The message.</param>
/// <param name="position">The position in the topic's log, if the message is from there.</param>
/// <returns>The number of connections that the message concerned; <see cref="NodeHandlers.NotUnderstood"/> for a malformed message.</returns>
internal delegate int NodeMessageHandler(string topic, NodeMessage message, TopicPosition? position);
