namespace Zzz.Tests.Controllers;

/// <summary>Is subscribed to the topic of its route, and drops what its peer does not take.</summary>
[WsRoute("/topics/{topic}")]
public sealed class PatientTopicController
{
    public static void Configure(WsOptions options) => options.SlowConsumer = WsSlowConsumer.Drop;

    public void OnOpen(WsConnection ws, string topic)
    {
        ws.Subscribe(topic);
        ws.Send("ready");
    }
}
