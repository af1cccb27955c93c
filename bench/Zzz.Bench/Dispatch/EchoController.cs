namespace Zzz.Bench.Dispatch;

/// <summary>Sends back what it gets.</summary>
[WsRoute("/echo")]
public sealed class EchoController
{
    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}
