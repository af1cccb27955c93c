namespace Zzz.Tests.Controllers;

/// <summary>Sends each message back, and passes its connection to the test.</summary>
[WsRoute("/handle")]
public sealed class HandleController(Calls calls, Handles handles)
{
    public void OnOpen(WsConnection ws) => handles.Add(ws);

    public async Task OnMessage(WsConnection ws, WsMessage message)
    {
        if (message.Kind == WsMessageKind.Text && message.GetText() == "wait for the end")
        {
            calls.Add("waiting");
            await Task.Delay(Timeout.Infinite, ws.Closed).ContinueWith(_ => calls.Add("the end"), TaskScheduler.Default);
        }

        await ws.SendAsync(message);
    }

    public void OnClose(WsConnection ws, WsCloseCode code) => calls.Add($"close {(int)code} {ws.Send("too late")}");
}
