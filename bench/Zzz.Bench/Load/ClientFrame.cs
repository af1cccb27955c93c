using System.Buffers.Binary;
using Zzz.Protocol;

namespace Zzz.Bench.Load;

/// <summary>Builds a client's frames: whole messages, masked (RFC 6455 §5.3).</summary>
internal static class ClientFrame
{
    private const int Rsv1 = 0x40;
    private const int Masked = 0x80;
    private const uint Mask = 0x4C3B2A19;

    public static byte[] Text(ReadOnlySpan<byte> payload) => Of(Opcode.Text, payload);

    public static byte[] Binary(ReadOnlySpan<byte> payload) => Of(Opcode.Binary, payload);

    public static byte[] Compressed(ReadOnlySpan<byte> deflated) => Of(Opcode.Text, deflated, Rsv1);

    public static byte[] Of(Opcode opcode, ReadOnlySpan<byte> payload, int bits = 0)
    {
        int header = FrameWriter.HeaderSize(payload.Length);
        var frame = new byte[header + sizeof(uint) + payload.Length];
        FrameWriter.WriteHeader(frame, opcode, payload.Length);
        frame[0] |= (byte)bits;
        frame[1] |= Masked;
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(header), Mask);
        FrameMask.Apply(payload, frame.AsSpan(header + sizeof(uint)), Mask, position: 0);
        return frame;
    }
}
