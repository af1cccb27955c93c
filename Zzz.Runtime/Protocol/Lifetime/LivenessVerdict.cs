namespace Zzz.Protocol.Lifetime;

/// <summary>The step to take about an open connection.</summary>
internal enum LivenessVerdict
{
    None,

    /// <summary>Ask the peer for a sign of life.</summary>
    Ping,

    /// <summary>Drop the peer: nothing was heard since the last ping.</summary>
    Silent,

    /// <summary>Drop the peer: it takes nothing of what is sent.</summary>
    Stuck,

    /// <summary>Close: no message has passed for too long.</summary>
    Idle,

    /// <summary>Close: the connection has been open for long enough.</summary>
    Old,
}
