using Microsoft.Extensions.DependencyInjection;
using Zzz.Channels.History;
using Zzz.Channels.Members;
using Zzz.Channels.Receiving;
using Zzz.Channels.Routing;
using Zzz.Channels.Wire;
using Zzz.CompilerServices;
using Zzz.Hosting.Refusing;
using Zzz.Hosting.Upgrading;
using Zzz.Json;

namespace Zzz.Hosting.Mapping;

/// <summary>Creates the sessions of one channel route, each with the serializer that the client asks for.</summary>
internal sealed class ChannelActivator(
    string name,
    Func<UpgradeBinder, ChannelSession?> activate,
    ReadOnlySpan<ChannelDefinition> channels,
    WsOptions options,
    WsJson json,
    Engine engine,
    IServiceProvider services)
{
    /// <summary>The subprotocol that Phoenix clients offer together with a token.</summary>
    public const string Subprotocol = "phoenix";

    private readonly ChannelRoute _route = new(
        RoutedChannelsOf(channels, options, services),
        options.Channels,
        json,
        services.GetRequiredService<ChannelHub>(),
        engine.Wheel,
        engine.LoggerOf(name));

    public WsSession? Activate(UpgradeBinder request)
    {
        if (ChannelSerializer.Of(request.QueryText("vsn")) is not { } serializer)
        {
            request.Refuse(UpgradeRefusal.Serializer);
            return null;
        }

        ChannelSession? session = activate(request);
        session?.Attach(_route, serializer, () => request.Services);
        return session;
    }

    private static RoutedChannel[] RoutedChannelsOf(ReadOnlySpan<ChannelDefinition> channels, WsOptions options, IServiceProvider services)
    {
        IServiceScopeFactory? scopes = options.ScopePerMessage ? services.GetRequiredService<IServiceScopeFactory>() : null;
        var routed = new RoutedChannel[channels.Length];
        TopicFeeds feeds = services.GetRequiredService<ChannelHub>().Feeds;
        for (int i = 0; i < routed.Length; i++)
        {
            routed[i] = Routed(channels[i], scopes, services);
            if (routed[i].History is { } rule) feeds.Add(rule);
        }

        return routed;
    }

    private static RoutedChannel Routed(ChannelDefinition channel, IServiceScopeFactory? scopes, IServiceProvider services) =>
        new(channel, metadata => ChannelGuard.Of(channel.Name, metadata, services), scopes);
}
