using Zzz.Protocol.Lifetime;

namespace Zzz.Connection.Receiving;

/// <summary>
/// The rest of a rate limit. It refills by fractions of a token, so that no rate is rounded. What a silent peer saves up is capped, but time in
/// which the server did not run is credited: a peer's messages of that time arrive together. For one thread at a time.
/// </summary>
/// <param name="limit">The limit.</param>
/// <param name="frequency">How many ticks of the clock are a second.</param>
/// <param name="now">The time, in ticks of the clock.</param>
/// <param name="lost">How much time the server has lost before, which is not credited.</param>
internal struct TokenBucket(WsRateLimit limit, long frequency, long now, long lost = 0)
{
    private readonly double _burst = limit.Burst;
    private readonly double _tokensPerTick = limit.MessagesPerSecond / frequency;
    private double _tokens = limit.Burst;
    private long _refilledAt = now;
    private long _credited = lost;
    private long _uncappedUntil = now;

    /// <summary>Takes a token; <see langword="false"/> if there is none.</summary>
    public bool TryTake(long now)
    {
        double tokens = _tokens + ((now - _refilledAt) * _tokensPerTick);
        _tokens = now > _uncappedUntil ? Math.Min(_burst, tokens) : tokens;
        _refilledAt = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }

    /// <summary>Credits time that the server has lost, once, and caps nothing until it has caught up; <see langword="false"/> if there is none.</summary>
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
