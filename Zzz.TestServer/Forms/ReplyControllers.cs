using System.Text;

namespace Zzz.TestServer.Forms;

/// <summary>Handlers for each form of message and reply, which return the reply directly.</summary>
public static class ReplyControllers
{
    [WsRoute("/forms/reply/message")]
    public sealed class OfMessage
    {
        public WsMessage OnMessage(WsMessage message) => message;
    }

    [WsRoute("/forms/reply/string")]
    public sealed class OfString
    {
        public string? OnMessage(string text) => text == "silence" ? null : $"{text}!";
    }

    [WsRoute("/forms/reply/memory")]
    public sealed class OfMemory
    {
        public ReadOnlyMemory<byte> OnMessage(ReadOnlyMemory<byte> bytes) => bytes[1..];
    }

    [WsRoute("/forms/reply/array")]
    public sealed class OfArray
    {
        public byte[] OnMessage(ReadOnlySpan<byte> bytes) => bytes[1..].ToArray();
    }

    [WsRoute("/forms/reply/json")]
    public sealed class OfJson
    {
        public Note OnMessage(Note note) => note with { Text = $"{note.Text}!" };
    }

    [WsRoute("/forms/reply/nullable-json")]
    public sealed class OfNullableJson
    {
        public Note? OnMessage(Note? note) => note is null ? new Note("null") : null;
    }

    [WsRoute("/forms/reply/sent")]
    public sealed class Sent
    {
        public void OnMessage(WsConnection ws, string text)
        {
            ws.Send(text.AsSpan(1));
            ws.SendUtf8(Encoding.UTF8.GetBytes(text));
            ws.SendBinary(Encoding.UTF8.GetBytes(text));
            ws.SendJson(new Note(text));
        }
    }
}
