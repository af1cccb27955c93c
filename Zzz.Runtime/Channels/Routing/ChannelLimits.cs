namespace Zzz.Channels.Routing;

/// <summary>The rate limits of a channel and its events, at work for one client on one topic.</summary>
internal sealed class ChannelLimits(RoutedChannel channel, TimeProvider time)
{
    private readonly EventLimit? _all = EventLimit.Of(channel.Limit, time);
    private readonly EventLimit?[] _each = Array.ConvertAll(channel.Events, routed => EventLimit.Of(routed.Limit, time));

    /// <summary>Whether an event may pass, by its index.</summary>
    public bool TryTake(int index) => _all?.TryTake() != false && _each[index]?.TryTake() != false;
}
