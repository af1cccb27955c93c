using System.Text;

namespace Zzz.Bench.Load;

/// <summary>What a server's clients say over a WebSocket, and how its answers are counted.</summary>
internal abstract class Dialect
{
    /// <summary>What is sent right after the 101, or nothing. The server answers it with one message.</summary>
    public virtual ReadOnlyMemory<byte> Opening => default;

    /// <summary>Whether bytes that are no text travel as they are, in binary messages.</summary>
    public virtual bool HasBinary => false;

    /// <summary>What carries this text, or these bytes, in a request and in the answer to it.</summary>
    public virtual byte[] Encode(byte[] content, bool isText) => content;

    /// <summary>A message that the server answers with the same content, or sends to all subscribers.</summary>
    public abstract byte[] Request(byte[] encoded, bool isText, bool publishes);

    /// <summary>How many messages ended in this piece.</summary>
    public virtual int CountIn(in ServerFrames.Piece piece) => piece.EndsMessage && !piece.IsControl ? 1 : 0;

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
