namespace Zzz.Tests.Controllers;

/// <summary>Runs the topic commands that its peer sends: "subscribe room", "publish room text".</summary>
[WsRoute("/topics")]
public sealed class TopicController(Calls calls)
{
    public static void Configure(WsOptions options)
    {
        options.MaxSubscriptions = 3;
        options.MaxBufferedBytes = 256 * 1024;
    }

    public void OnMessage(WsConnection ws, string text)
    {
        switch (text.Split(' ', 3))
        {
            case ["subscribe", var topic]: ws.Send($"{ws.Subscribe(topic)}"); break;
            case ["unsubscribe", var topic]: ws.Send($"{ws.Unsubscribe(topic)}"); break;
            case ["publish", var topic, var message]: ws.Publish(topic, message); break;
            case ["others", var topic, var message]: ws.PublishToOthers(topic, message); break;
            case ["twice", var topic, var message]:
                ws.Publish(topic, message);
                ws.Send("between");
                ws.Publish(topic, message);
                break;
        }
    }

    public void OnClose(WsConnection ws, WsCloseCode code)
    {
        ws.Publish("ends", $"{(int)code} {ws.Subscribe("late")}");
        calls.Add($"close {(int)code}");
    }
}
