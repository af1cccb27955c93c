namespace Zzz.Presence;

/// <summary>The kind of a <see cref="PresenceMessage"/>.</summary>
internal enum PresenceMessageKind
{
    /// <summary>Some entries of the node were added or removed.</summary>
    Change,

    /// <summary>All entries of the node.</summary>
    State,

    /// <summary>The node is alive, and at this version.</summary>
    Heartbeat,

    /// <summary>The node has missed a change of another node, and asks for its <see cref="State"/>.</summary>
    Request,

    /// <summary>The node is stopping: its entries are gone.</summary>
    Goodbye,
}
