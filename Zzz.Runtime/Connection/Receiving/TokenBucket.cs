namespace Zzz.Connection.Receiving;

/// <summary>What is left of a rate limit. It refills by fractions of a token, so that no rate is rounded. For one thread at a time.</summary>
internal struct TokenBucket(WsRateLimit limit, TimeProvider time)
{
    private readonly double _burst = limit.Burst;
    private readonly double _tokensPerTick = limit.MessagesPerSecond / time.TimestampFrequency;
    private double _tokens = limit.Burst;
    private long _refilledAt = time.GetTimestamp();

    /// <summary>Takes a token at <paramref name="now"/>, a timestamp of the same clock; <see langword="false"/> if there is none.</summary>
    public bool TryTake(long now)
    {
        _tokens = Math.Min(_burst, _tokens + ((now - _refilledAt) * _tokensPerTick));
        _refilledAt = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }
}
