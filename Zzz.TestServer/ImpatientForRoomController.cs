namespace Zzz.TestServer;

/// <summary>Sends without end, soon gives up on a peer that does not read, and records how each connection ended.</summary>
[WsRoute("/ws/impatient/room/{id}")]
public sealed class ImpatientForRoomController(ClosedConnections closed)
{
    private static readonly byte[] Payload = new byte[16 * 1024];

    public static void Configure(WsOptions options)
    {
        options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        options.SendTimeout = TimeSpan.FromSeconds(2);
        options.MaxBufferedBytes = 64 * 1024;
    }

    public async Task OnOpen(WsConnection ws)
    {
        while (await ws.SendBinaryAsync(Payload) == WsSendResult.Sent)
        {
        }
    }

    public void OnClose(WsConnection ws, WsCloseCode code, string reason) => closed.Add(ws.Param("id"), code, reason);
}
