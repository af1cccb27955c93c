namespace Zzz.TestServer;

/// <summary>Closes as soon as the connection is open, soon gives up on a peer that does not answer, and records how each connection ended.</summary>
[WsRoute("/ws/impatient/close/{id}")]
public sealed class ImpatientForCloseController(ClosedConnections closed)
{
    public static void Configure(WsOptions options) => options.CloseTimeout = TimeSpan.FromSeconds(2);

    public void OnOpen(WsConnection ws) => ws.Close((WsCloseCode)4000, "answer this");

    public void OnClose(WsConnection ws, WsCloseCode code, string reason) => closed.Add(ws.Param("id"), code, reason);
}
