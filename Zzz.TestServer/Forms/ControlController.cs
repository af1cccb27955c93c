using System.Text;

namespace Zzz.TestServer.Forms;

/// <summary>Sends a message for each control frame.</summary>
[WsRoute("/forms/control")]
public sealed class ControlController
{
    public void OnPing(WsConnection ws, ReadOnlySpan<byte> payload) => ws.Send($"ping {Encoding.UTF8.GetString(payload)}");

    public async Task OnPong(WsConnection ws, ReadOnlyMemory<byte> payload)
    {
        await Task.Yield();
        await ws.SendAsync($"pong {Encoding.UTF8.GetString(payload.Span)}");
    }
}
