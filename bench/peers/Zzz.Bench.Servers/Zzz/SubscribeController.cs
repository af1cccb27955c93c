namespace Zzz.Bench.Servers.Zzz;

[WsRoute("/subscribe")]
public sealed class SubscribeController
{
    public void OnOpen(WsConnection ws) => ws.Subscribe("all");
}
