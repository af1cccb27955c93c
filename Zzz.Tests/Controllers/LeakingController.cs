namespace Zzz.Tests.Controllers;

/// <summary>Sends back what was in an <see cref="AsyncLocal{T}"/>, and puts the message there.</summary>
[WsRoute("/leaking")]
public sealed class LeakingController
{
    private static readonly AsyncLocal<string?> Ambient = new();

    public void OnMessage(WsConnection ws, string text)
    {
        ws.Send(Ambient.Value ?? "nothing");
        Ambient.Value = text;
    }
}
