namespace Zzz.Bench.Servers.Zzz;

[WsRoute("/subscribe")]
public sealed class SubscribeController(Room room)
{
    public void OnOpen(WsConnection ws) => room.Join(ws);

    public void OnClose(WsConnection ws) => room.Leave(ws);
}
