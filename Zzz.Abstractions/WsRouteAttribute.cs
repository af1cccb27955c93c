namespace Zzz;

/// <summary>
/// Makes a class a WebSocket controller: each connection to <paramref name="pattern"/> gets an instance of it, or all share one.
/// </summary>
/// <param name="pattern">
/// An ASP.NET Core route pattern, such as <c>/ws/chat/{room}</c> or <c>/ws/items/{id:int}</c>.
/// <c>/ws/chat/:room</c> is accepted too and means <c>/ws/chat/{room}</c>.
/// </param>
/// <remarks>
/// <para>
/// The class must be accessible within its assembly, and neither abstract, static nor generic. It may have any of the callbacks
/// <c>OnUpgrade</c>, <c>OnOpen</c>, <c>OnMessage</c> (or <c>OnText</c> and <c>OnBinary</c>), <c>OnPing</c>, <c>OnPong</c>, <c>OnError</c> and
/// <c>OnClose</c>, each with the parameters that it needs. A mistake in one of them is a compile error.
/// </para>
/// <para>All other attributes of the class become metadata of the route's endpoint, so <c>[Authorize]</c> works as it does elsewhere.</para>
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
    /// <summary>The route pattern, as it was written.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>How long an instance of the class lives. Default: as long as its connection.</summary>
    public WsLifetime Lifetime { get; set; }
}
