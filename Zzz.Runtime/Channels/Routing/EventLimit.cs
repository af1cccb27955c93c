using Zzz.Connection.Receiving;

namespace Zzz.Channels.Routing;

/// <summary>A rate limit at work.</summary>
internal sealed class EventLimit
{
    private readonly TimeProvider _time;
    private TokenBucket _tokens;

    private EventLimit(WsRateLimit limit, TimeProvider time)
    {
        _time = time;
        _tokens = new TokenBucket(limit, time);
    }

    public static EventLimit? Of(WsRateLimit? limit, TimeProvider time) => limit is null ? null : new EventLimit(limit, time);

    public bool TryTake() => _tokens.TryTake(_time.GetTimestamp());
}
