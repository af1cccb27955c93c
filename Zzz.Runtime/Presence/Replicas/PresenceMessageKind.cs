namespace Zzz.Presence.Replicas;

/// <summary>The kind of a <see cref="PresenceMessage"/>. The values are sent on the wire.</summary>
internal enum PresenceMessageKind : byte
{
    /// <summary>The joins and leaves of some of the node's entries on a topic.</summary>
    Change = 0,

    /// <summary>All entries of the node on a topic, or a part of them.</summary>
    State = 1,

    /// <summary>The version of the node's entries on a topic.</summary>
    Version = 2,

    /// <summary>Asks all nodes on a topic for their entries, or only for their versions.</summary>
    Question = 3,

    /// <summary>Asks one node for the <see cref="State"/> of a topic, because a change was missed.</summary>
    Request = 4,

    /// <summary>The node is stopping. Its entries stay for a while, because their clients are about to join other nodes.</summary>
    Linger = 5,
}
