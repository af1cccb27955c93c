namespace Zzz.TestServer;

/// <summary>Sends each message back, and soon gives up on a peer that falls silent.</summary>
[WsRoute("/ws/impatient")]
public sealed class ImpatientController
{
    public static void Configure(WsOptions options)
    {
        options.KeepAliveInterval = TimeSpan.FromSeconds(1);
        options.KeepAliveTimeout = TimeSpan.FromSeconds(2);
        options.IdleTimeout = TimeSpan.FromSeconds(2);
    }

    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}
