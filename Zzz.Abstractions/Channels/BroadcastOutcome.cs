namespace Zzz;

/// <summary>The outcome of a broadcast, as <see cref="IChannels.BroadcastAsync"/> reports it.</summary>
public enum BroadcastOutcome
{
    /// <summary>
    /// The broadcast is stored in the topic's history, which all nodes share: each client on the topic receives it, or is notified of a gap.
    /// </summary>
    Stored,

    /// <summary>The broadcast was sent to the clients of this node and handed over for those of the others, which receive it at most once.</summary>
    Sent,

    /// <summary>The broadcast was sent to the clients of this node, but could not be handed over for those of other nodes.</summary>
    SentHereOnly,

    /// <summary>
    /// The broadcast could not be stored within 30 seconds, or too many others are waiting to be stored. No client has received it. If the connection
    /// to the log was lost after the request, it may still have been stored.
    /// </summary>
    NotStored,
}
