namespace Zzz.Tests.Controllers;

/// <summary>Waits for the end of its connection, in the callback that its route names.</summary>
[WsRoute("/wait/{callback}")]
public sealed class WaitingController(Calls calls, Handles handles)
{
    public Task OnOpen(WsConnection ws)
    {
        handles.Add(ws);
        return WaitAsync(ws, "open");
    }

    public Task OnMessage(WsConnection ws, string text) => WaitAsync(ws, text);

    public async Task OnClose(WsConnection ws, WsCloseCode code)
    {
        await WaitAsync(ws, "close");
        calls.Add($"close {(int)code}");
    }

    private async Task WaitAsync(WsConnection ws, string here)
    {
        if (ws.Param("callback") != here) return;
        calls.Add("waiting");
        await Task.Delay(Timeout.Infinite, ws.Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        calls.Add("the end");
    }
}
