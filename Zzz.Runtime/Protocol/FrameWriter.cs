using System.Buffers.Binary;

namespace Zzz.Protocol;

/// <summary>Writes a server's frames, which are never masked (RFC 6455 §5.1, §5.2). Counterpart of <see cref="FrameReader"/>.</summary>
internal static class FrameWriter
{
    private const int Fin = 0x80;
    private const int Rsv1 = 0x40;

    public static int FrameSize(int payloadLength) => HeaderSize(payloadLength) + payloadLength;

    public static int HeaderSize(long payloadLength) => payloadLength switch
    {
        < 126 => 2,
        <= ushort.MaxValue => 4,
        _ => 10,
    };

    /// <summary>Writes the header of a frame that holds a whole message into <paramref name="destination"/>, and returns the header's size.</summary>
    public static int WriteHeader(Span<byte> destination, Opcode opcode, long payloadLength, bool compressed = false)
    {
        destination[0] = (byte)(Fin | (compressed ? Rsv1 : 0) | (int)opcode);
        switch (payloadLength) // RFC 6455 §5.2: in as few bytes as possible
        {
            case < 126:
                destination[1] = (byte)payloadLength;
                return 2;
            case <= ushort.MaxValue:
                destination[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payloadLength);
                return 4;
            default:
                destination[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(destination[2..], payloadLength);
                return 10;
        }
    }

    /// <summary>Writes a whole message or a control frame.</summary>
    public static void Write(ref PooledBuffer output, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = output.GetSpan(FrameSize(payload.Length));
        int header = WriteHeader(frame, opcode, payload.Length);
        payload.CopyTo(frame[header..]);
        output.Advance(header + payload.Length);
    }

    /// <summary>
    /// Writes a whole message compressed, if that makes it smaller. The message is compressed to the place after the longest possible header; if the
    /// header turns out to be shorter, the gap is closed.
    /// </summary>
    public static bool TryWriteCompressed(ref PooledBuffer output, Opcode opcode, ReadOnlySpan<byte> payload, Compressor compressor)
    {
        int headerRoom = HeaderSize(payload.Length);
        Span<byte> frame = output.GetSpan(headerRoom + payload.Length);
        if (!compressor.TryCompress(payload, frame.Slice(headerRoom, payload.Length - 1), out int compressed)) return false;

        int header = WriteHeader(frame, opcode, compressed, compressed: true); // RFC 7692 §6.1
        if (header < headerRoom) frame.Slice(headerRoom, compressed).CopyTo(frame[header..]);
        output.Advance(header + compressed);
        return true;
    }
}
