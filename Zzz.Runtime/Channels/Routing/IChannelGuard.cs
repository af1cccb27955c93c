namespace Zzz.Channels.Routing;

/// <summary>Judges whether a client may join a topic, or send an event. Hosting makes it of the attributes of a channel or handler.</summary>
internal interface IChannelGuard
{
    /// <param name="socket">The client on the topic.</param>
    /// <param name="services">The services of the connection.</param>
    ValueTask<bool> AllowsAsync(ChannelSocket socket, IServiceProvider services);
}
