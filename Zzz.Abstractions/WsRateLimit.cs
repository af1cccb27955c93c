namespace Zzz;

/// <summary>
/// A limit on how many messages a peer may send: a token bucket that holds up to <see cref="Burst"/> tokens, starts full, and refills at
/// <see cref="MessagesPerSecond"/>. Each message takes one token.
/// </summary>
/// <example><code>options.RateLimit = new WsRateLimit { MessagesPerSecond = 20, Burst = 100 };</code></example>
public sealed record WsRateLimit
{
    /// <summary>The sustained rate, in messages per second. More than zero; 0.1 is one in ten seconds.</summary>
    public required double MessagesPerSecond { get; init; }

    /// <summary>
    /// How many messages may arrive at once after a pause. At least 1. Messages that a peer sends while a handler runs are all counted when the
    /// handler completes, so leave room for as many as arrive during a slow handler. Messages that pile up while the server does not run need
    /// no room: that time is credited.
    /// </summary>
    public required int Burst { get; init; }
}
