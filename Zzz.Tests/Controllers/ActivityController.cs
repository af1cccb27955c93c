using System.Diagnostics;

namespace Zzz.Tests.Controllers;

/// <summary>Reports the activity in which each of its handlers runs, before and after an await.</summary>
[WsRoute("/activity")]
public sealed class ActivityController(Calls calls)
{
    public void OnOpen() => Tell();

    public async Task OnMessage(WsMessage message)
    {
        Tell();
        await Task.Yield();
        Tell();
    }

    public void OnClose() => Tell();

    private void Tell() => calls.Add(Activity.Current?.Id ?? "none");
}
