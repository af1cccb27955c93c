using Zzz.Connection.Timing;

namespace Zzz.Connection.Receiving;

/// <summary>Counts messages against a rate limit. Used by one thread at a time.</summary>
internal sealed class RateLimiter
{
    private readonly TimerWheel _wheel;
    private TokenBucket _tokens;

    private RateLimiter(WsRateLimit limit, TimerWheel wheel)
    {
        long now = wheel.Timestamp;
        _wheel = wheel;
        _tokens = new TokenBucket(limit, wheel.TimestampFrequency, now, wheel.LostBy(now).To);
    }

    public static RateLimiter? Of(WsRateLimit? limit, TimerWheel wheel) => limit is null ? null : new RateLimiter(limit, wheel);

    /// <summary>
    /// Counts a message, and returns whether it may pass. Time in which the server stood still is looked up only before a message is refused.
    /// </summary>
    public bool TryTake()
    {
        long now = _wheel.Timestamp;
        return _tokens.TryTake(now) || (_tokens.TryCredit(_wheel.LostBy(now)) && _tokens.TryTake(now));
    }
}
