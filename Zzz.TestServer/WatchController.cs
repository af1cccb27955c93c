namespace Zzz.TestServer;

/// <summary>Receives messages without a reply, and records how the connection ended.</summary>
[WsRoute("/ws/watch/{id}")]
public sealed class WatchController(ClosedConnections closed)
{
    public void OnMessage(WsConnection ws, WsMessage message) { }

    public void OnClose(WsConnection ws, WsCloseCode code, string reason) => closed.Add(ws.Param("id"), code, reason);
}
