using System.Buffers;
using System.Text.Unicode;

namespace Zzz.Protocol;

/// <summary>
/// Turns messages and control frames into a server's bytes. It runs inside the send gate alone. Pair of <see cref="MessageReader"/>.
/// </summary>
internal sealed class MessageWriter(Compressor? compressor, CloseState close)
{
    public static int FrameSize(int payloadLength) => FrameWriter.HeaderSize(payloadLength) + payloadLength;

    public void WriteMessage(ref PooledBuffer output, WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress)
    {
        bool tries = compress && compressor is not null && compressor.Wants(payload.Length);
        if (!tries || !TryWriteCompressed(ref output, OpcodeOf(kind), payload)) WriteFrame(ref output, OpcodeOf(kind), payload);
    }

    /// <summary>Writes a text message of <paramref name="utf8Length"/> bytes; a lone surrogate becomes U+FFFD.</summary>
    public void WriteText(ref PooledBuffer output, ReadOnlySpan<char> text, int utf8Length, bool compress)
    {
        if (compress && compressor is not null && compressor.Wants(utf8Length))
        {
            byte[] utf8 = ArrayPool<byte>.Shared.Rent(utf8Length);
            Utf8.FromUtf16(text, utf8, out _, out _);
            WriteMessage(ref output, WsMessageKind.Text, utf8.AsSpan(0, utf8Length), compress);
            ArrayPool<byte>.Shared.Return(utf8);
            return;
        }

        Span<byte> frame = output.GetSpan(FrameSize(utf8Length));
        int header = FrameWriter.WriteHeader(frame, Opcode.Text, utf8Length);
        Utf8.FromUtf16(text, frame.Slice(header, utf8Length), out _, out _);
        output.Advance(header + utf8Length);
    }

    public static void WritePong(ref PooledBuffer output, ReadOnlySpan<byte> payload) => WriteFrame(ref output, Opcode.Pong, payload);

    public void WriteClose(ref PooledBuffer output, ClosePayload payload)
    {
        Span<byte> bytes = stackalloc byte[2 + ClosePayload.MaxReasonBytes];
        WriteFrame(ref output, Opcode.Close, bytes[..payload.Write(bytes)]);
        close.MarkSent();
    }

    /// <summary>Gives back all memory.</summary>
    public void Release() => compressor?.Release();

    /// <summary>Compresses to where the payload will stand if the header is the longest, and closes the gap if it is not.</summary>
    private bool TryWriteCompressed(ref PooledBuffer output, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        int headerRoom = FrameWriter.HeaderSize(payload.Length);
        Span<byte> frame = output.GetSpan(headerRoom + payload.Length);
        if (!compressor!.TryCompress(payload, frame.Slice(headerRoom, payload.Length - 1), out int compressed)) return false;

        int header = FrameWriter.WriteHeader(frame, opcode, compressed, compressed: true); // RFC 7692 §6.1: RSV1
        if (header < headerRoom) frame.Slice(headerRoom, compressed).CopyTo(frame[header..]);
        output.Advance(header + compressed);
        return true;
    }

    private static void WriteFrame(ref PooledBuffer output, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = output.GetSpan(FrameSize(payload.Length));
        int header = FrameWriter.WriteHeader(frame, opcode, payload.Length);
        payload.CopyTo(frame[header..]);
        output.Advance(header + payload.Length);
    }

    private static Opcode OpcodeOf(WsMessageKind kind) => kind == WsMessageKind.Text ? Opcode.Text : Opcode.Binary;
}
