using Zzz.Channels.Routing;
using Zzz.Channels.Wire;
using Zzz.Connection.Timing;

namespace Zzz.Channels.Members;

/// <summary>
/// Keeps the rate limits of topics that one client has left, so that joining again does not reset them. Past the cap, a new topic inherits
/// the oldest kept limits, so that changing topics yields neither fresh limits nor unbounded memory. Used only in the connection's turn.
/// </summary>
/// <param name="maxTopics">For how many topics of each channel limits are kept.</param>
/// <param name="wheel">The clock for new limits.</param>
internal sealed class LeftLimits(int maxTopics, TimerWheel wheel)
{
    private readonly Dictionary<RoutedChannel, OrderedDictionary<byte[], ChannelLimits>> _left = [];

    /// <summary>Returns the limits for a topic that is being joined, or <see langword="null"/> if its channel has none.</summary>
    public ChannelLimits? Take(RoutedChannel channel, byte[] topic)
    {
        if (!channel.IsLimited) return null;
        if (!_left.TryGetValue(channel, out OrderedDictionary<byte[], ChannelLimits>? left)) return new ChannelLimits(channel, wheel);
        if (left.Remove(topic, out ChannelLimits? limits)) return limits;
        if (left.Count < maxTopics) return new ChannelLimits(channel, wheel);
        limits = left.GetAt(0).Value;
        left.RemoveAt(0);
        return limits;
    }

    /// <summary>Keeps the limits of a topic that is being left.</summary>
    public void Keep(RoutedChannel channel, byte[] topic, ChannelLimits? limits)
    {
        if (limits is null) return;
        if (!_left.TryGetValue(channel, out OrderedDictionary<byte[], ChannelLimits>? left)) _left.Add(channel, left = new(Utf8Comparer.Instance));
        left.Add(topic, limits);
    }
}
