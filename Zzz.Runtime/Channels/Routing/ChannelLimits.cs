using Zzz.Connection.Receiving;
using Zzz.Connection.Timing;

namespace Zzz.Channels.Routing;

/// <summary>The current rate limits of one client on one topic: that of the channel, and those of its events.</summary>
internal sealed class ChannelLimits(RoutedChannel channel, TimerWheel wheel)
{
    private readonly RateLimiter? _all = RateLimiter.Of(channel.Limit, wheel);
    private readonly RateLimiter?[] _each = Array.ConvertAll(channel.Events, routed => RateLimiter.Of(routed.Limit, wheel));

    /// <summary>Whether the event with this index may pass.</summary>
    public bool TryTake(int index) => _all?.TryTake() != false && _each[index]?.TryTake() != false;
}
