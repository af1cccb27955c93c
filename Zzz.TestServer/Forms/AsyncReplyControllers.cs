using System.Text;

namespace Zzz.TestServer.Forms;

/// <summary>Handlers for each form of message and reply, with the reply in a <see cref="Task"/> or a <see cref="ValueTask"/>.</summary>
public static class AsyncReplyControllers
{
    [WsRoute("/forms/async/message")]
    public sealed class OfMessage
    {
        public async Task<WsMessage> OnMessage(WsMessage message)
        {
            await Task.Yield();
            return message;
        }
    }

    [WsRoute("/forms/async/string")]
    public sealed class OfString
    {
        public async ValueTask<string?> OnMessage(string text)
        {
            await Task.Yield();
            return text == "silence" ? null : $"{text}!";
        }
    }

    [WsRoute("/forms/async/memory")]
    public sealed class OfMemory
    {
        public async ValueTask<ReadOnlyMemory<byte>> OnMessage(ReadOnlyMemory<byte> bytes)
        {
            await Task.Yield();
            return bytes[1..];
        }
    }

    [WsRoute("/forms/async/array")]
    public sealed class OfArray
    {
        public Task<byte[]> OnMessage(ReadOnlyMemory<byte> bytes) => Task.FromResult(bytes[1..].ToArray());
    }

    [WsRoute("/forms/async/json")]
    public sealed class OfJson
    {
        public async Task<Note> OnMessage(Note note)
        {
            await Task.Yield();
            return note with { Text = $"{note.Text}!" };
        }
    }

    [WsRoute("/forms/async/nullable-json")]
    public sealed class OfNullableJson
    {
        public async ValueTask<Note?> OnMessage(Note? note)
        {
            await Task.Yield();
            return note is null ? new Note("null") : null;
        }
    }

    [WsRoute("/forms/async/sent")]
    public sealed class Sent
    {
        public async Task OnMessage(WsConnection ws, string text, CancellationToken closed)
        {
            await ws.SendAsync(text[1..], cancellationToken: closed);
            await ws.SendUtf8Async(Encoding.UTF8.GetBytes(text), cancellationToken: closed);
            await ws.SendBinaryAsync(Encoding.UTF8.GetBytes(text), cancellationToken: closed);
            await ws.SendJsonAsync(new Note(text), cancellationToken: closed);
        }
    }
}
