namespace Zzz.Tests.Controllers;

/// <summary>Sends each message back.</summary>
[WsRoute("/echo")]
public sealed class EchoController
{
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}
