namespace Zzz.TestServer;

/// <summary>Sends back what it gets.</summary>
[WsRoute("/ws/echo")]
public sealed class EchoController
{
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}
