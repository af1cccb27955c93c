namespace Zzz.Tests.Controllers;

/// <summary>Sends until a message is dropped, and reports how many were sent before.</summary>
[WsRoute("/slow/drop")]
public sealed class DropController(Calls calls)
{
    public static void Configure(WsOptions options)
    {
        options.SlowConsumer = WsSlowConsumer.Drop;
        options.MaxBufferedBytes = 256 * 1024;
    }

    public void OnMessage(WsConnection ws, string text)
    {
        int sent = 0;
        WsSendResult result;
        while ((result = ws.SendBinary(new byte[10_000])) == WsSendResult.Sent) sent++;
        calls.Add($"{sent} {result} {ws.BufferedBytes <= 256 * 1024}");
    }
}
