namespace Zzz.Tests.Controllers;

/// <summary>When asked to, sends for as long as anything can be sent.</summary>
[WsRoute("/endless")]
public sealed class EndlessController(Calls calls)
{
    public async Task OnMessage(WsConnection ws, WsMessage message)
    {
        while (await ws.SendAsync(message) == WsSendResult.Sent) await Task.Yield();
        calls.Add("ended");
    }

    public void OnClose(WsCloseCode code) => calls.Add($"close {(int)code}");
}
