using System.Text;
using Zzz.CompilerServices;

namespace Zzz.Channels.Routing;

/// <summary>An event of a <see cref="RoutedChannel"/>: its name on the wire, who may send it, and how often.</summary>
internal sealed record RoutedEvent(byte[] Name, IChannelGuard? Guard, WsRateLimit? Limit)
{
    public static RoutedEvent Of(EventDefinition definition, Func<object[], IChannelGuard?> guardOf) =>
        new(Encoding.UTF8.GetBytes(definition.Name), guardOf(definition.Metadata), LimitOf(definition.Metadata));

    /// <exception cref="InvalidOperationException">The attribute has a rate or a burst that would let nothing pass.</exception>
    public static WsRateLimit? LimitOf(object[] metadata)
    {
        if (metadata.OfType<RateLimitAttribute>().FirstOrDefault() is not { } limit) return null;
        if (!(limit.MessagesPerSecond > 0 && double.IsFinite(limit.MessagesPerSecond)) || limit.Burst < 1)
        {
            throw new InvalidOperationException(
                $"[RateLimit({limit.MessagesPerSecond}, Burst = {limit.Burst})] lets nothing pass: its rate must be more than zero, and its burst at least 1.");
        }

        return new WsRateLimit { MessagesPerSecond = limit.MessagesPerSecond, Burst = limit.Burst };
    }
}
