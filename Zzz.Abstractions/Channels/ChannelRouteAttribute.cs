namespace Zzz;

/// <summary>
/// Makes a class a channel socket: one WebSocket over which a client joins any number of topics, by the protocol of Phoenix 1.8, so that
/// <c>zzz.js</c>, <c>phoenix.js</c> and every other client of Phoenix can speak to it.
/// </summary>
/// <param name="pattern">
/// An ASP.NET Core route pattern, such as <c>/socket</c>. The socket answers there, and below it at <c>/websocket</c>, where clients of
/// Phoenix look for it.
/// </param>
/// <param name="channels">
/// The classes marked <see cref="ChannelAttribute"/> whose topics can be joined over it. The first whose pattern matches a topic gets it.
/// </param>
/// <remarks>
/// There is one instance of the class per connection. It may have any of <c>static void Configure(WsOptions)</c>, <c>OnUpgrade</c>,
/// <c>OnOpen</c>, <c>OnPing</c>, <c>OnPong</c>, <c>OnError</c> and <c>OnClose</c>, as a controller has, and <c>string? Id(WsConnection)</c>,
/// a name by which <see cref="IChannels.Disconnect"/> finds the connection. All other attributes of the class become metadata of the
/// route's endpoint.
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
    /// <summary>The route pattern, as it was written.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The channels of the socket, in the order in which their patterns are tried.</summary>
    public IReadOnlyList<Type> Channels { get; } = channels;
}
