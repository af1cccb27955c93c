using Microsoft.Extensions.DependencyInjection;
using Zzz.Channels.Contract;
using Zzz.Channels.History;
using Zzz.Channels.Receiving;
using Zzz.CompilerServices;

namespace Zzz.Channels.Routing;

/// <summary>A channel of a <see cref="ChannelRoute"/>: its definition, with pattern, guards and limits ready for use.</summary>
internal sealed class RoutedChannel(ChannelDefinition definition, Func<object[], IChannelGuard?> guardOf, IServiceScopeFactory? messageScopes = null)
{
    public string Name { get; } = definition.Name;

    /// <summary>Decides who may join, or <see langword="null"/> if everyone may.</summary>
    public IChannelGuard? Guard { get; } = guardOf(definition.Metadata);

    public WsRateLimit? Limit { get; } = RoutedEvent.LimitOf(definition.Metadata);

    /// <summary>The rule of the channel's history, or <see langword="null"/> if it has none.</summary>
    /// <exception cref="InvalidOperationException">The attribute has a value that is out of range.</exception>
    public HistoryRule? History { get; } = RuleOf(definition);

    public RoutedEvent[] Events { get; } = Array.ConvertAll(definition.Events, channelEvent => RoutedEvent.Of(channelEvent, guardOf));

    /// <summary>Whether the channel or one of its events has a rate limit.</summary>
    public bool IsLimited => Limit is not null || Array.Exists(Events, routed => routed.Limit is not null);

    public bool Serves(ReadOnlySpan<byte> topic)
    {
        Span<Range> values = stackalloc Range[definition.Topic.Names.Length];
        return definition.Topic.TryMatch(topic, values);
    }

    /// <summary>Creates the channel for a topic, or returns <see langword="null"/> if a value of the topic cannot be parsed.</summary>
    public ChannelInstance? Create(byte[] topic, Func<IServiceProvider> services)
    {
        ChannelInstance? channel = definition.Create(new ChannelBinder(services, definition.Topic, topic, messageScopes is not null));
        return channel is null || messageScopes is null ? channel : new ScopedChannel(channel, messageScopes);
    }

    /// <summary>The index of an event, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> eventName)
    {
        for (int i = 0; i < Events.Length; i++)
            if (eventName.SequenceEqual(Events[i].Name)) return i;
        return -1;
    }

    private static HistoryRule? RuleOf(ChannelDefinition definition)
    {
        if (definition.Metadata.OfType<HistoryAttribute>().FirstOrDefault() is not { } history) return null;
        return HistoryRule.FailuresOf(history).FirstOrDefault() is { } failure
            ? throw new InvalidOperationException($"[History] on '{definition.Name}': {failure}")
            : new HistoryRule(definition.Topic, history);
    }
}
