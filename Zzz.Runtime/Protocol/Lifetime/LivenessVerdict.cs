namespace Zzz.Protocol.Lifetime;

/// <summary>What is to be done about an open connection.</summary>
internal enum LivenessVerdict
{
    None,

    /// <summary>Ask the peer for a sign of life.</summary>
    Ping,

    /// <summary>Nothing was heard since the last ping: the peer is gone.</summary>
    Silent,

    /// <summary>The peer takes nothing of what is sent: it is gone, or does not read.</summary>
    Stuck,

    /// <summary>No message has passed for too long.</summary>
    Idle,

    /// <summary>The connection has been open for long enough.</summary>
    Old,
}
