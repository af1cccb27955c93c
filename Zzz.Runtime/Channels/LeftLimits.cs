namespace Zzz.Channels;

/// <summary>
/// The rate limits of the topics that one client has left: they wait for it there, or joining again would refill them. Who has left as many topics
/// of a channel as a socket may join gets the oldest for a new one, so that ever new topics give neither new limits nor take ever more memory.
/// Used in the socket's turn alone.
/// </summary>
internal sealed class LeftLimits(ChannelRoute route)
{
    private readonly Dictionary<RoutedChannel, OrderedDictionary<byte[], ChannelLimits>> _left = [];

    /// <summary>The limits of a topic that is joined; <see langword="null"/> if it has none.</summary>
    public ChannelLimits? Take(RoutedChannel channel, byte[] topic)
    {
        if (!channel.IsLimited) return null;
        if (!_left.TryGetValue(channel, out OrderedDictionary<byte[], ChannelLimits>? left)) return new ChannelLimits(channel, route.Time);
        if (left.Remove(topic, out ChannelLimits? limits)) return limits;
        if (left.Count < route.Options.MaxTopicsPerSocket) return new ChannelLimits(channel, route.Time);
        limits = left.GetAt(0).Value;
        left.RemoveAt(0);
        return limits;
    }

    /// <summary>The topic is left.</summary>
    public void Keep(RoutedChannel channel, byte[] topic, ChannelLimits? limits)
    {
        if (limits is null) return;
        if (!_left.TryGetValue(channel, out OrderedDictionary<byte[], ChannelLimits>? left)) _left.Add(channel, left = new(Utf8Comparer.Instance));
        left.Add(topic, limits);
    }
}
