namespace Zzz.Bench.Servers.Zzz;

/// <summary>Echoes, and gets what is published.</summary>
[WsRoute("/soak")]
public sealed class SoakController(SoakCounts counts, Room room)
{
    private bool _closed;

    public void OnOpen(WsConnection ws)
    {
        counts.Open();
        room.Join(ws);
    }

    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);

    public void OnClose(WsConnection ws)
    {
        counts.Close(again: _closed);
        _closed = true;
        room.Leave(ws);
    }
}
