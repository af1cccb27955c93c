namespace Zzz.TestServer;

/// <summary>Sends each message back.</summary>
[WsRoute("/ws/echo")]
public sealed class EchoController
{
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}
