namespace Zzz;

/// <summary>
/// Maps a class as a channel socket: one WebSocket over which a client joins up to <see cref="ChannelOptions.MaxTopicsPerConnection"/>
/// topics. The socket speaks the protocol of Phoenix 1.8, so <c>zzz.js</c>, <c>phoenix.js</c> and other Phoenix clients can connect to it.
/// </summary>
/// <param name="pattern">
/// An ASP.NET Core route pattern, such as <c>/socket</c>. Clients can connect to this path and to the same path followed by
/// <c>/websocket</c>, which Phoenix clients append.
/// </param>
/// <param name="channels">
/// The classes marked <see cref="ChannelAttribute"/> whose topics clients can join over this socket. A topic is served by the first class
/// whose pattern matches it.
/// </param>
/// <remarks>
/// Each connection gets its own instance of the class. Like a controller, the class may have <c>static void Configure(WsOptions)</c>,
/// <c>OnUpgrade</c>, <c>OnOpen</c>, <c>OnPing</c>, <c>OnPong</c>, <c>OnError</c> and <c>OnClose</c>. It may also have
/// a method <c>string? Id(WsConnection)</c>, which returns the id by which <see cref="IChannels.Disconnect"/> finds the connection. All other
/// attributes of the class become metadata of its endpoints.
/// </remarks>
/// <example>
/// <code>
/// [ChannelRoute("/socket", typeof(RoomChannel))]
/// public sealed class UserSocket
/// {
///     public string? Id(WsConnection ws) => ws.User.FindFirstValue("sub");
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ChannelRouteAttribute(string pattern, params Type[] channels) : Attribute
{
    /// <summary>The route pattern, as written in the attribute.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The channels of this socket, in the order in which their patterns are tried.</summary>
    public IReadOnlyList<Type> Channels { get; } = channels;
}
