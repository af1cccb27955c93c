namespace Zzz.Tests.Controllers;

/// <summary>Is subscribed to the topic in its route, and drops messages that the peer does not read in time.</summary>
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
