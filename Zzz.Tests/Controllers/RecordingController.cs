namespace Zzz.Tests.Controllers;

/// <summary>Records each callback, and does what a text message says.</summary>
[WsRoute("/record/{name?}")]
public sealed class RecordingController(Calls calls) : IDisposable
{
    public void OnOpen(WsConnection ws)
    {
        calls.Add("open");
        if (ws.Param("name") == "throw-in-open") throw new InvalidOperationException("thrown in OnOpen");
        if (ws.Param("name") == "close-in-open") ws.Close((WsCloseCode)4001, "not today");
    }

    public async Task OnMessage(WsConnection ws, string text)
    {
        calls.Add($"message {text}");
        switch (text)
        {
            case "throw": throw new InvalidOperationException("thrown in OnMessage");
            case "throw later":
                await Task.Yield();
                throw new InvalidOperationException("thrown in OnMessage, later");
            case "close": ws.Close((WsCloseCode)4000, "as you wish"); break;
            case "abort": ws.Abort(); break;
            default: ws.Send(text); break;
        }
    }

    public void OnClose(WsConnection ws, WsCloseCode code, string reason)
    {
        calls.Add($"close {(int)code} {reason}".TrimEnd());
        if (ws.Param("name") == "throw-in-close") throw new InvalidOperationException("thrown in OnClose");
    }

    public void Dispose() => calls.Add("dispose");
}
