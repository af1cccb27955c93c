using Microsoft.Extensions.Logging;
using Zzz.Channels.Members;
using Zzz.Channels.Routing;
using Zzz.Connection.Timing;
using Zzz.Json;

namespace Zzz.Channels.Receiving;

/// <summary>The parts of a channel route that all its connections share.</summary>
internal sealed record ChannelRoute(
    RoutedChannel[] Channels, ChannelOptions Options, WsJson Json, ChannelHub Hub, TimerWheel Wheel, ILogger Logger)
{
    /// <summary>Returns the first channel that serves a topic, or <see langword="null"/> if none does.</summary>
    public RoutedChannel? ChannelOf(ReadOnlySpan<byte> topic)
    {
        foreach (RoutedChannel channel in Channels)
            if (channel.Serves(topic)) return channel;
        return null;
    }
}
