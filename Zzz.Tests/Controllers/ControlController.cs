using System.Text;

namespace Zzz.Tests.Controllers;

/// <summary>Reports control frames, and messages between them.</summary>
[WsRoute("/control")]
public sealed class ControlController(Calls calls)
{
    public void OnMessage(string text) => calls.Add($"message {text}");

    public void OnPing(ReadOnlySpan<byte> payload) => calls.Add($"ping {Encoding.UTF8.GetString(payload)}");

    public async Task OnPong(WsConnection ws, ReadOnlyMemory<byte> payload)
    {
        await Task.Yield();
        if (payload.IsEmpty) throw new InvalidOperationException("an empty pong");
        calls.Add($"pong {Encoding.UTF8.GetString(payload.Span)}");
    }

    public void OnClose(WsCloseCode code) => calls.Add($"close {(int)code}");
}
