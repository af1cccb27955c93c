namespace Zzz.TestServer.Forms;

/// <summary>Controllers that reply item by item.</summary>
public static class StreamControllers
{
    [WsRoute("/forms/stream/string")]
    public sealed class OfString
    {
        public async IAsyncEnumerable<string> OnText(string text)
        {
            foreach (char letter in text)
            {
                await Task.Yield();
                yield return $"{letter}";
            }
        }
    }

    [WsRoute("/forms/stream/array")]
    public sealed class OfArray
    {
        public async IAsyncEnumerable<byte[]> OnMessage(WsMessage message)
        {
            for (int i = 0; i < message.Payload.Length; i++)
            {
                await Task.Yield();
                yield return message.Payload[i..(i + 1)].ToArray();
            }
        }
    }

    [WsRoute("/forms/stream/json")]
    public sealed class OfJson
    {
        public async IAsyncEnumerable<Note?> OnMessage(Note note)
        {
            yield return note;
            await Task.Yield();
            yield return null;
            yield return note with { Text = $"{note.Text}!" };
        }
    }
}
