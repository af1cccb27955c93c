namespace Zzz.Protocol.Lifetime;

/// <summary>The next step for an open connection.</summary>
internal enum LivenessVerdict
{
    None,

    /// <summary>Ask the peer for a sign of life.</summary>
    Ping,

    /// <summary>Drop the peer: nothing was heard from it since the last ping.</summary>
    Silent,

    /// <summary>Drop the peer: it does not take any of the data that is sent.</summary>
    Stuck,

    /// <summary>Close: no message was sent or received for too long.</summary>
    Idle,

    /// <summary>Close: the connection has been open for long enough.</summary>
    Old,
}
