namespace Zzz.Bench.Servers.Zzz;

/// <summary>Echoes messages, and receives those that are published.</summary>
[WsRoute("/soak")]
public sealed class SoakController(SoakCounts counts)
{
    private bool _closed;

    public void OnOpen(WsConnection ws)
    {
        counts.Open();
        ws.Subscribe("all");
    }

    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);

    public void OnClose()
    {
        counts.Close(again: _closed);
        _closed = true;
    }
}
