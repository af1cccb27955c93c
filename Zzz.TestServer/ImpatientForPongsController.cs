namespace Zzz.TestServer;

/// <summary>Soon gives up on a peer that does not answer pings, and records how each connection ended.</summary>
[WsRoute("/ws/impatient/pongs/{id}")]
public sealed class ImpatientForPongsController(ClosedConnections closed)
{
    public static void Configure(WsOptions options)
    {
        options.KeepAliveInterval = TimeSpan.FromSeconds(1);
        options.KeepAliveTimeout = TimeSpan.FromSeconds(2);
    }

    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);

    public void OnClose(WsConnection ws, WsCloseCode code, string reason) => closed.Add(ws.Param("id"), code, reason);
}
