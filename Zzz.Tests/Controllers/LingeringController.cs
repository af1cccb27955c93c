namespace Zzz.Tests.Controllers;

/// <summary>Has an <c>OnClose</c> that runs until the test ends it.</summary>
[WsRoute("/linger")]
public sealed class LingeringController(Calls calls, PauseController.Gate gate)
{
    public async Task OnClose(WsCloseCode code)
    {
        calls.Add($"close {(int)code}");
        await gate.Opened;
        calls.Add("closed");
    }
}
