namespace Zzz.Tests.Controllers;

/// <summary>Sends until the server closes the connection, and reports how many messages were sent.</summary>
[WsRoute("/slow/close")]
public sealed class DisconnectController(Calls calls)
{
    public static void Configure(WsOptions options) => options.MaxBufferedBytes = 256 * 1024;

    public void OnMessage(WsConnection ws, string text)
    {
        int sent = 0;
        WsSendResult result;
        while ((result = ws.SendBinary(new byte[10_000])) == WsSendResult.Sent) sent++;
        calls.Add($"{sent} {result}");
    }

    public void OnClose(WsCloseCode code) => calls.Add($"close {(int)code}");
}
