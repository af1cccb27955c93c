using System.Text.Json;

namespace Zzz.TestServer.Forms;

/// <summary>Keeps the connection open after each error, except after the one that its path names.</summary>
[WsRoute("/forms/error/{last}")]
public sealed class ErrorController
{
    public string OnMessage(Note note) => throw new InvalidOperationException(note.Text);

    public async Task<bool> OnError(WsConnection ws, Exception exception, string last)
    {
        await Task.Yield();
        ws.Send(exception is JsonException ? "malformed" : exception.Message);
        return exception.Message != last;
    }
}
