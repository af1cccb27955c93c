namespace Zzz.Channels.Routing;

/// <summary>The rate limits of a channel and its events, at work for one client on one topic.</summary>
internal sealed class ChannelLimits(RoutedChannel channel, TimeProvider time)
{
    private readonly RateLimiter? _all = RateLimiter.Of(channel.Limit, time);
    private readonly RateLimiter?[] _each = Array.ConvertAll(channel.Events, routed => RateLimiter.Of(routed.Limit, time));

    /// <summary>Whether an event may pass, by its index.</summary>
    public bool TryTake(int index) => _all?.TryTake() != false && _each[index]?.TryTake() != false;
}
