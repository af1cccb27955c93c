using Zzz.Connection.Receiving;
using Zzz.Connection.Timing;

namespace Zzz.Channels.Routing;

/// <summary>The current state of one client's rate limits on one topic: the channel's own limit, and the limits of its events.</summary>
internal sealed class ChannelLimits(RoutedChannel channel, TimerWheel wheel)
{
    private readonly RateLimiter? _all = RateLimiter.Of(channel.Limit, wheel);
    private readonly RateLimiter?[] _each = Array.ConvertAll(channel.Events, routed => RateLimiter.Of(routed.Limit, wheel));

    /// <summary>Counts an event against its limits, and returns whether it may pass.</summary>
    public bool TryTake(int index) => _all?.TryTake() != false && _each[index]?.TryTake() != false;
}
