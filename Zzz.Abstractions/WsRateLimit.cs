namespace Zzz;

/// <summary>
/// How many messages a peer may send: a bucket that holds <see cref="Burst"/> tokens at most, begins full, and is refilled evenly with
/// <see cref="MessagesPerSecond"/>. Each message takes one.
/// </summary>
/// <example><code>options.RateLimit = new WsRateLimit { MessagesPerSecond = 20, Burst = 100 };</code></example>
public sealed record WsRateLimit
{
    /// <summary>How many messages a peer may send in the long run, per second. More than zero; 0.1 is one in ten seconds.</summary>
    public required double MessagesPerSecond { get; init; }

    /// <summary>
    /// How many messages may come at once after a pause. At least 1. What a peer sends while a handler runs waits, and then comes at once:
    /// choose it so that this is no fault of the peer.
    /// </summary>
    public required int Burst { get; init; }
}
