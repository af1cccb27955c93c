using Zzz.Protocol.Lifetime;

namespace Zzz.Connection.Receiving;

/// <summary>
/// The tokens that are left under a rate limit. The bucket refills by fractions of a token, so that no rate is rounded. The tokens that a silent peer
/// saves up are capped, but time in which the server did not run is credited, because the peer's messages from that time arrive together. Used by one
/// thread at a time.
/// </summary>
/// <param name="limit">The limit.</param>
/// <param name="frequency">The number of clock ticks per second.</param>
/// <param name="now">The current time, in clock ticks.</param>
/// <param name="lost">How much time the server has lost so far, which is not credited.</param>
internal struct TokenBucket(WsRateLimit limit, long frequency, long now, long lost = 0)
{
    private readonly double _burst = limit.Burst;
    private readonly double _tokensPerTick = limit.MessagesPerSecond / frequency;
    private double _tokens = limit.Burst;
    private long _refilledAt = now;
    private long _credited = lost;
    private long _uncappedUntil = now;

    /// <summary>Takes a token, or returns <see langword="false"/> if there is none.</summary>
    public bool TryTake(long now)
    {
        double tokens = _tokens + ((now - _refilledAt) * _tokensPerTick);
        _tokens = now > _uncappedUntil ? Math.Min(_burst, tokens) : tokens;
        _refilledAt = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }

    /// <summary>
    /// Credits the time that the server has lost, once, and lifts the cap until the server has caught up. Returns <see langword="false"/> if there is
    /// no such time.
    /// </summary>
    public bool TryCredit(in LostTime lost)
    {
        long time = lost.To - Math.Max(lost.From, _credited);
        if (time <= 0) return false;
        _credited = lost.To;
        _uncappedUntil = lost.Until;
        _tokens += time * _tokensPerTick;
        return true;
    }
}
