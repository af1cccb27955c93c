namespace Zzz;

/// <summary>
/// Maps a class as a WebSocket controller. Each connection to <paramref name="pattern"/> gets its own instance of the class, unless
/// <see cref="WsLifetime.Singleton"/> makes all connections share one instance.
/// </summary>
/// <param name="pattern">
/// An ASP.NET Core route pattern, such as <c>/ws/chat/{room}</c> or <c>/ws/items/{id:int}</c>.
/// <c>/ws/chat/:room</c> is accepted too and means <c>/ws/chat/{room}</c>.
/// </param>
/// <remarks>
/// <para>
/// The class must be accessible within its assembly, and must not be abstract, static or generic. It may have any of the callbacks
/// <c>OnUpgrade</c>, <c>OnOpen</c>, <c>OnMessage</c> (or <c>OnText</c> and <c>OnBinary</c>), <c>OnPing</c>, <c>OnPong</c>, <c>OnError</c> and
/// <c>OnClose</c>. Each callback declares the parameters it needs. A mistake in a callback is a compile error.
/// </para>
/// <para>
/// A method <c>static void Configure(WsOptions)</c> sets the options of this route. All other attributes of the class become metadata of the
/// route's endpoint, so <c>[Authorize]</c> works as it does elsewhere.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [WsRoute("/ws/echo")]
/// public sealed class EchoController
/// {
///     public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WsRouteAttribute(string pattern) : Attribute
{
    /// <summary>The route pattern, as written in the attribute.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>The lifetime of instances of the class. Default <see cref="WsLifetime.Connection"/>.</summary>
    public WsLifetime Lifetime { get; set; }
}
