namespace Zzz.Bench.Servers.Zzz;

/// <summary>Lets a client subscribe to topics, with <c>+topic</c>, and publish to them, with <c>topic message</c>.</summary>
[WsRoute("/topics")]
public sealed class TopicController
{
    public static void Configure(WsOptions options) => options.MaxSubscriptions = 10_000;

    public void OnMessage(WsConnection ws, string message)
    {
        if (message.StartsWith('+'))
        {
            ws.Subscribe(message[1..]);
            ws.Send("ok");
            return;
        }

        int space = message.IndexOf(' ', StringComparison.Ordinal);
        ws.Publish(message[..space], message[(space + 1)..]);
    }
}
