namespace Zzz.Presence;

/// <summary>What a node tells the others.</summary>
internal enum PresenceMessageKind
{
    /// <summary>Some of its entries came or went.</summary>
    Change,

    /// <summary>All its entries.</summary>
    State,

    /// <summary>It is there, and at this version.</summary>
    Heartbeat,

    /// <summary>It misses something of another node, which should send its <see cref="State"/>.</summary>
    Request,

    /// <summary>It stops: its entries are gone.</summary>
    Goodbye,
}
