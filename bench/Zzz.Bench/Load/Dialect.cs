using System.Text;

namespace Zzz.Bench.Load;

/// <summary>The messages that a server's clients send over a WebSocket, and how the server's answers are counted.</summary>
internal abstract class Dialect
{
    /// <summary>The message to send right after the 101 response, or nothing. The server answers it with one message.</summary>
    public virtual ReadOnlyMemory<byte> Opening => default;

    /// <summary>Whether binary content is sent as is, in binary messages.</summary>
    public virtual bool HasBinary => false;

    /// <summary>Encodes text or bytes in the form in which a request, and the answer to it, carry them.</summary>
    public virtual byte[] Encode(byte[] content, bool isText) => content;

    /// <summary>Builds a message that the server answers with the same content, or sends to all subscribers.</summary>
    public abstract byte[] Request(byte[] encoded, bool isText, bool publishes);

    /// <summary>Returns how many messages end in this piece.</summary>
    public virtual int CountIn(in ServerFrames.Piece piece) => piece.EndsMessage && !piece.IsControl ? 1 : 0;

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
