namespace Zzz.TestServer;

/// <summary>Answers each message, up to a rate limit.</summary>
[WsRoute("/ws/limited")]
public sealed class LimitedController
{
    public static void Configure(WsOptions options) => options.RateLimit = new WsRateLimit { MessagesPerSecond = 25, Burst = 30 };

    public void OnMessage(WsConnection ws, WsMessage message) => ws.Send(message);
}
