namespace Zzz.Cluster.Messages;

/// <summary>The kind of a <see cref="NodeMessage"/>. The values are sent on the wire.</summary>
internal enum NodeMessageKind : byte
{
    /// <summary>A text message for the subscribers of a topic.</summary>
    Text = 0,

    /// <summary>A binary message for the subscribers of a topic.</summary>
    Binary = 1,

    /// <summary><see cref="Text"/> that must not be compressed.</summary>
    UncompressedText = 2,

    /// <summary><see cref="Binary"/> that must not be compressed.</summary>
    UncompressedBinary = 3,

    /// <summary>Closes the connections that are subscribed to a topic. The payload is that of a close frame (RFC 6455 §5.5.1).</summary>
    Close = 4,

    /// <summary>An event with a JSON payload for the members of a channel topic.</summary>
    Broadcast = 5,

    /// <summary>An event with a binary payload for the members of a channel topic.</summary>
    BinaryBroadcast = 6,

    /// <summary>Disconnects the connections with an id, which is the payload. Sent on the control topic.</summary>
    Disconnect = 7,

    /// <summary>A presence message. The payload is JSON.</summary>
    Presence = 8,

    /// <summary>The node is alive. Sent on the control topic.</summary>
    Heartbeat = 9,

    /// <summary>The node is stopping. Sent on the control topic.</summary>
    Goodbye = 10,

    /// <summary>Asks how many connections are subscribed to a topic.</summary>
    CountSubscribers = 11,

    /// <summary>Asks how many clients are on a channel topic.</summary>
    CountMembers = 12,

    /// <summary>The answer to a question: its number, and a number of connections. Sent to the node that has asked.</summary>
    Answer = 13,

    /// <summary>
    /// Closes the connections that are subscribed to a topic, unless <see cref="Close"/> with the same id has done it: the size of the close frame's
    /// payload in one byte, that payload, and the topic. Sent on the control topic.
    /// </summary>
    CloseTopic = 14,
}
