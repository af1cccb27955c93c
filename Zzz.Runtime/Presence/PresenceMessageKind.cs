namespace Zzz.Presence;

/// <summary>The kind of a <see cref="PresenceMessage"/>.</summary>
internal enum PresenceMessageKind
{
    /// <summary>The joins and leaves of some of the node's entries.</summary>
    Change,

    /// <summary>All entries of the node.</summary>
    State,

    /// <summary>The node is alive, and its entries are at this version.</summary>
    Heartbeat,

    /// <summary>The node has missed a change on another node, and asks that node for its <see cref="State"/>.</summary>
    Request,

    /// <summary>The node is stopping, so its entries are gone.</summary>
    Goodbye,
}
