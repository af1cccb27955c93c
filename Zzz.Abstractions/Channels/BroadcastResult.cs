namespace Zzz;

/// <summary>The result of a broadcast that was awaited.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Position">The position in the topic's history, if the outcome is <see cref="BroadcastOutcome.Stored"/>.</param>
public readonly record struct BroadcastResult(BroadcastOutcome Outcome, TopicPosition? Position = null)
{
    /// <summary>The result of a broadcast that was sent, at most once, to all nodes.</summary>
    public static BroadcastResult Sent => new(BroadcastOutcome.Sent);

    /// <summary>The result of a broadcast that reached the clients of this node only.</summary>
    public static BroadcastResult SentHereOnly => new(BroadcastOutcome.SentHereOnly);

    /// <summary>The result of a broadcast that could not be stored.</summary>
    public static BroadcastResult NotStored => new(BroadcastOutcome.NotStored);

    /// <summary>Returns the result of a broadcast that was stored.</summary>
    /// <param name="position">The position in the topic's history.</param>
    /// <returns>The result.</returns>
    public static BroadcastResult StoredAt(TopicPosition position) => new(BroadcastOutcome.Stored, position);
}
