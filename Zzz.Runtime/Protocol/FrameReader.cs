using System.Buffers.Binary;

namespace Zzz.Protocol;

/// <summary>
/// Reads one frame header from a client, and rejects it at the first byte that proves it invalid. <see cref="MessageReader"/> reads the payload.
/// </summary>
internal static class FrameReader
{
    private const int FinBit = 0x80;
    private const int Rsv1Bit = 0x40;
    private const int OtherRsvBits = 0x30;
    private const int MaskBit = 0x80;
    private const int MaxControlPayload = 125;

    /// <summary>
    /// Returns <see langword="true"/> if the header is complete and valid, <see langword="false"/> with a fault if the peer violated a rule, and
    /// <see langword="false"/> without a fault if more bytes are needed.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, FrameContext context, out FrameHeader header, out ProtocolFault? fault)
    {
        header = default;
        fault = bytes.IsEmpty ? null : JudgeFirstByte(bytes[0], context);
        if (fault is not null || bytes.Length < 2) return false;

        fault = JudgeSecondByte(bytes[0], bytes[1]);
        if (fault is not null || !TryReadLength(bytes, out long length, out int keyStart, out fault)) return false;
        if (bytes.Length < keyStart + sizeof(uint)) return false;

        header = new FrameHeader(
            Fin: (bytes[0] & FinBit) != 0,
            Rsv1: (bytes[0] & Rsv1Bit) != 0,
            Opcode: (Opcode)(bytes[0] & 0xF),
            MaskKey: BinaryPrimitives.ReadUInt32LittleEndian(bytes[keyStart..]),
            Length: length,
            Size: keyStart + sizeof(uint));
        return true;
    }

    private static ProtocolFault? JudgeFirstByte(byte first, FrameContext context)
    {
        if ((first & OtherRsvBits) != 0) return ProtocolFault.ReservedBit; // RFC 6455 §5.2
        bool rsv1 = (first & Rsv1Bit) != 0;

        switch ((Opcode)(first & 0xF))
        {
            case Opcode.Continuation:
                if (rsv1) return ProtocolFault.ReservedBit; // RFC 7692 §6.1
                return context.InMessage ? null : ProtocolFault.UnexpectedContinuation; // RFC 6455 §5.4
            case Opcode.Text or Opcode.Binary:
                if (rsv1 && !context.Compression) return ProtocolFault.ReservedBit; // RFC 6455 §5.2
                return context.InMessage ? ProtocolFault.InterruptedMessage : null; // RFC 6455 §5.4
            case Opcode.Close or Opcode.Ping or Opcode.Pong:
                if (rsv1) return ProtocolFault.ReservedBit; // RFC 7692 §6.1
                return (first & FinBit) != 0 ? null : ProtocolFault.FragmentedControl; // RFC 6455 §5.5
            default:
                return ProtocolFault.UnknownOpcode; // RFC 6455 §5.2
        }
    }

    private static ProtocolFault? JudgeSecondByte(byte first, byte second)
    {
        if ((second & MaskBit) == 0) return ProtocolFault.Unmasked; // RFC 6455 §5.1
        var opcode = (Opcode)(first & 0xF);
        int length = second & ~MaskBit;
        if (opcode >= Opcode.Close && length > MaxControlPayload) return ProtocolFault.ControlTooLong; // RFC 6455 §5.5
        return opcode == Opcode.Close && length == 1 ? ProtocolFault.TruncatedCloseCode : null; // RFC 6455 §5.5.1
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out long length, out int end, out ProtocolFault? fault)
    {
        length = bytes[1] & ~MaskBit;
        end = 2;
        fault = null;
        return length switch
        {
            126 => TryReadLength16(bytes, ref length, ref end, ref fault),
            127 => TryReadLength64(bytes, ref length, ref end, ref fault),
            _ => true,
        };
    }

    private static bool TryReadLength16(ReadOnlySpan<byte> bytes, ref long length, ref int end, ref ProtocolFault? fault)
    {
        if (bytes.Length < 4) return false;
        length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        end = 4;
        if (length < 126) fault = ProtocolFault.NonMinimalLength; // RFC 6455 §5.2
        return fault is null;
    }

    private static bool TryReadLength64(ReadOnlySpan<byte> bytes, ref long length, ref int end, ref ProtocolFault? fault)
    {
        if (bytes.Length > 2 && (bytes[2] & 0x80) != 0) fault = ProtocolFault.LengthOverflow; // RFC 6455 §5.2
        bool fits16Bits = bytes.Length >= 8 && !bytes[2..8].ContainsAnyExcept((byte)0);
        if (fits16Bits) fault = ProtocolFault.NonMinimalLength; // RFC 6455 §5.2
        if (fault is not null || bytes.Length < 10) return false;
        length = BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
        end = 10;
        return true;
    }
}
