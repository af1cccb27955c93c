namespace Zzz;

/// <summary>
/// A limit on how many messages a peer may send: a token bucket that holds up to <see cref="Burst"/> tokens, starts full, and refills at
/// <see cref="MessagesPerSecond"/>. Each message takes one token.
/// </summary>
/// <example><code>options.RateLimit = new WsRateLimit { MessagesPerSecond = 20, Burst = 100 };</code></example>
public sealed record WsRateLimit
{
    /// <summary>The sustained rate, in messages per second. Must be more than zero; 0.1 means one message every ten seconds.</summary>
    public required double MessagesPerSecond { get; init; }

    /// <summary>
    /// How many messages may arrive at once after a pause. Must be at least 1. Messages that a peer sends while a handler runs are all counted
    /// when the handler completes, so choose a burst that covers the messages that arrive during a slow handler. It need not cover messages that
    /// pile up while the server itself stands still, because that time is credited.
    /// </summary>
    public required int Burst { get; init; }
}
