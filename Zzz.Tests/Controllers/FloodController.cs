namespace Zzz.Tests.Controllers;

/// <summary>Sends far more than a socket accepts if its peer does not read.</summary>
[WsRoute("/flood")]
public sealed class FloodController(Calls calls)
{
    public void OnOpen(WsConnection ws)
    {
        ws.SendBinary(new byte[32 * 1024 * 1024]);
        calls.Add("flooded");
    }

    public void OnClose(WsCloseCode code) => calls.Add($"close {(int)code}");
}
