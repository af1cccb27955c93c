namespace Zzz.Tests.Controllers;

/// <summary>Has a handler that runs until the test ends it.</summary>
[WsRoute("/pause")]
public sealed class PauseController(Calls calls, PauseController.Gate gate)
{
    public async Task OnMessage(WsConnection ws, string text)
    {
        calls.Add("waiting");
        await gate.Opened;
        ws.Send(text);
    }

    public sealed class Gate
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Opened => _opened.Task;

        public void Open() => _opened.SetResult();
    }
}
