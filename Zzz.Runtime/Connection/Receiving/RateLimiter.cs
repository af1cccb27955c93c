using Zzz.Connection.Timing;

namespace Zzz.Connection.Receiving;

/// <summary>Counts messages against a rate limit. For one thread at a time.</summary>
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

    /// <summary>Whether one more message may pass. Whether the server stood still is asked only before one is refused.</summary>
    public bool TryTake()
    {
        long now = _wheel.Timestamp;
        return _tokens.TryTake(now) || (_tokens.TryCredit(_wheel.LostBy(now)) && _tokens.TryTake(now));
    }
}
