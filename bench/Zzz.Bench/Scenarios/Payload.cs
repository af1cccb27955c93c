using System.Text;
using Zzz.Bench.Codec;
using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>The texts or bytes that a scenario sends.</summary>
internal sealed record Payload(byte[][] Messages, bool IsText)
{
    /// <summary>The number of JSON messages, which together are larger than a window of 32 KiB.</summary>
    private const int JsonCount = 256;

    public static Payload Ascii(int size) => new([[.. Enumerable.Range(0, size).Select(i => (byte)('a' + (i % 26)))]], IsText: true);

    /// <summary>Returns a text of Cyrillic, Chinese and emoji.</summary>
    public static Payload NonAscii(int size)
    {
        byte[] piece = Encoding.UTF8.GetBytes("Всем привет, 你好世界 – 😀 ");
        byte[] text = [.. Enumerable.Repeat(piece, size / piece.Length).SelectMany(bytes => bytes)];
        return new([[.. text, .. Enumerable.Repeat((byte)' ', size - text.Length)]], IsText: true);
    }

    public static Payload Binary(int size) => new([[.. Enumerable.Range(0, size).Select(i => (byte)i)]], IsText: false);

    public static Payload Json(int size) => new(JsonMessages.Build(JsonCount, size), IsText: true);

    /// <summary>Returns a typical chat message.</summary>
    public static Payload ChatMessage() => new(
        [[.. """{"id":4711,"room":"lobby","author":"Ada Lovelace","text":"the quick brown fox jumps over the lazy dog","likes":42}"""u8]],
        IsText: true);

    public FrameTape TapeFor(Dialect dialect, DeflateMode deflate, int atOnce, bool publishes)
    {
        byte[][] requests = [.. Messages.Select(message => dialect.Request(dialect.Encode(message, IsText), IsText, publishes))];
        return deflate switch
        {
            DeflateMode.Isolated => DeflatedTape.Isolated(requests),
            DeflateMode.Takeover => DeflatedTape.WithTakeover(requests),
            _ when requests.Length == 1 => FrameTape.Repeat(FrameOf(requests[0], dialect), atOnce),
            _ => new FrameTape([.. requests.Select(request => FrameOf(request, dialect))]),
        };
    }

    private byte[] FrameOf(byte[] request, Dialect dialect) =>
        IsText || !dialect.HasBinary ? ClientFrame.Text(request) : ClientFrame.Binary(request);
}
