namespace Zzz.Tests.Controllers;

/// <summary>Sends each message back. Binary messages are not compressed.</summary>
[WsRoute("/compression")]
public sealed class CompressionController
{
    public void OnMessage(WsConnection ws, WsMessage message) =>
        ws.Send(message, message.Kind == WsMessageKind.Text ? WsSendFlags.None : WsSendFlags.NoCompression);
}
