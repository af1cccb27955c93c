namespace Zzz.Bench.Servers.Zzz;

[WsRoute("/publish")]
public sealed class PublishController(Room room)
{
    public void OnMessage(WsMessage message) => room.Send(message);
}
