using System.Text;

namespace Zzz.Bench.Load;

/// <summary>What a server's clients say over a WebSocket, and how its answers are counted.</summary>
internal abstract class Dialect
{
    /// <summary>What is sent right after the 101, or nothing. The server answers it with one message.</summary>
    public virtual ReadOnlyMemory<byte> Opening => default;

    /// <summary>The payload of a message that the server answers with the same text, or sends to all subscribers.</summary>
    public abstract byte[] Request(byte[] text, bool publishes);

    /// <summary>How many messages ended in this piece.</summary>
    public abstract int CountIn(in ServerFrames.Piece piece);

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
