using Zzz.Connection.Receiving;

namespace Zzz.Channels.Routing;

/// <summary>Counts messages against a rate limit.</summary>
internal sealed class RateLimiter
{
    private readonly TimeProvider _time;
    private TokenBucket _tokens;

    private RateLimiter(WsRateLimit limit, TimeProvider time)
    {
        _time = time;
        _tokens = new TokenBucket(limit, time);
    }

    public static RateLimiter? Of(WsRateLimit? limit, TimeProvider time) => limit is null ? null : new RateLimiter(limit, time);

    public bool TryTake() => _tokens.TryTake(_time.GetTimestamp());
}
