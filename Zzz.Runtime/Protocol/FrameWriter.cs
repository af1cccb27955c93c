using System.Buffers.Binary;

namespace Zzz.Protocol;

/// <summary>Writes the header of a server's frame, which is never masked (RFC 6455 §5.1, §5.2). Pair of <see cref="FrameReader"/>.</summary>
internal static class FrameWriter
{
    private const int Fin = 0x80;
    private const int Rsv1 = 0x40;

    public static int HeaderSize(long payloadLength) => payloadLength switch
    {
        < 126 => 2,
        <= ushort.MaxValue => 4,
        _ => 10,
    };

    /// <summary>Writes the header of a message's only frame into <paramref name="destination"/> and returns its size.</summary>
    public static int WriteHeader(Span<byte> destination, Opcode opcode, long payloadLength, bool compressed = false)
    {
        destination[0] = (byte)(Fin | (compressed ? Rsv1 : 0) | (int)opcode);
        switch (payloadLength)
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
}
