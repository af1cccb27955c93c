using System.Globalization;

namespace Zzz.TestServer;

/// <summary>Closes with the code in the path: on the first message, or at once with <c>?now</c>. Records how the connection ended.</summary>
[WsRoute("/ws/close/{code:int}")]
public sealed class CloseController(ClosedConnections closed)
{
    public void OnOpen(WsConnection ws)
    {
        if (ws.QueryParam("now") is not null) Close(ws);
    }

    public void OnMessage(WsConnection ws, WsMessage message) => Close(ws);

    public void OnClose(WsConnection ws, WsCloseCode code, string reason) => closed.Add(ws.QueryParam("id"), code, reason);

    private static void Close(WsConnection ws) =>
        ws.Close((WsCloseCode)int.Parse(ws.Param("code")!, CultureInfo.InvariantCulture), "bye");
}
