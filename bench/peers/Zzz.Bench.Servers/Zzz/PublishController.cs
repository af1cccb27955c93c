namespace Zzz.Bench.Servers.Zzz;

[WsRoute("/publish")]
public sealed class PublishController
{
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Publish("all", message);
}
