namespace Zzz.Bench.Servers.Zzz;

[WsRoute("/echo")]
public sealed class EchoController
{
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}
