using System.Text;
using Zzz.CompilerServices;

namespace Zzz.Channels.Routing;

/// <summary>An event of a <see cref="RoutedChannel"/>: its name on the wire, who may send it, and how often.</summary>
internal sealed record RoutedEvent(byte[] Name, IChannelGuard? Guard, WsRateLimit? Limit)
{
    public static RoutedEvent Of(EventDefinition definition, Func<object[], IChannelGuard?> guardOf) =>
        new(Encoding.UTF8.GetBytes(definition.Name), guardOf(definition.Metadata), LimitOf(definition.Metadata));

    public static WsRateLimit? LimitOf(object[] metadata) =>
        metadata.OfType<RateLimitAttribute>().FirstOrDefault() is { } limit
            ? new WsRateLimit { MessagesPerSecond = limit.MessagesPerSecond, Burst = limit.Burst }
            : null;
}
