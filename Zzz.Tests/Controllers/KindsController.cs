namespace Zzz.Tests.Controllers;

/// <summary>Has a handler for each kind of message.</summary>
[WsRoute("/kinds")]
public sealed class KindsController
{
    public void OnText(WsConnection ws, string text) => ws.Send($"text {text}");

    public async Task<string> OnBinary(WsMessage message)
    {
        await Task.Yield();
        return $"binary {message.Payload.Length}";
    }
}
