namespace Zzz.Channels.Routing;

/// <summary>Decides whether a client may join a topic or send an event. Hosting creates it from the attributes of the channel or handler.</summary>
internal interface IChannelGuard
{
    /// <param name="socket">The client on the topic.</param>
    /// <param name="services">The services of the connection.</param>
    ValueTask<bool> AllowsAsync(ChannelSocket socket, IServiceProvider services);
}
