using System.Buffers;

namespace Zzz.Deflate;

/// <summary>
/// The last <c>1 &lt;&lt; bits</c> bytes of the compressed messages of a connection with context takeover (RFC 7692 §7.2.3.2).
/// Its memory comes from a pool, grows as needed to at most two windows, and slides once per window of messages.
/// </summary>
internal sealed class SlidingWindow(int bits)
{
    private byte[] _buffer = [];
    private int _end;
    private int _length;

    public int Bits { get; } = bits;

    /// <summary>The bytes before the next message, the latest last.</summary>
    public ReadOnlySpan<byte> History => _buffer.AsSpan(_end - _length, _length);

    public int MemorySize => _buffer.Length;

    private int Size => 1 << Bits;

    /// <summary>Adds a message that was sent or received compressed.</summary>
    public void Append(ReadOnlySpan<byte> message)
    {
        if (message.Length > Size)
            message = message[^Size..];
        int kept = Math.Min(_length, Size - message.Length);
        if (_buffer.Length - _end < message.Length)
            MakeRoom(kept, message.Length);

        message.CopyTo(_buffer.AsSpan(_end));
        _end += message.Length;
        _length = kept + message.Length;
    }

    /// <summary>Returns the memory to the pool and forgets the history.</summary>
    public void Return()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _end = 0;
        _length = 0;
    }

    private void MakeRoom(int kept, int more)
    {
        byte[] old = _buffer;
        if (old.Length < 2 * Size)
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(2 * Math.Max(kept + more, old.Length), 2 * Size));
        old.AsSpan(_end - kept, kept).CopyTo(_buffer);
        _end = kept;
        if (old.Length > 0 && old != _buffer)
            ArrayPool<byte>.Shared.Return(old);
    }
}
