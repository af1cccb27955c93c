namespace Zzz.Tests.Controllers;

/// <summary>Sends back what it gets; what is binary it sends without compressing it.</summary>
[WsRoute("/compression")]
public sealed class CompressionController
{
    public void OnMessage(WsConnection ws, WsMessage message) =>
        ws.Send(message, message.Kind == WsMessageKind.Text ? WsSendFlags.None : WsSendFlags.NoCompression);
}
