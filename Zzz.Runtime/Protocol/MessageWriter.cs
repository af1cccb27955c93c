using System.Buffers;
using System.Text.Unicode;

namespace Zzz.Protocol;

/// <summary>Turns messages and control frames into the bytes that a server sends. Counterpart of <see cref="MessageReader"/>.</summary>
internal sealed class MessageWriter(CloseState close, Compressor? compressor = null)
{
    public void WriteMessage(ref PooledBuffer output, WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress = true)
    {
        Opcode opcode = OpcodeOf(kind);
        bool tries = compress && compressor is not null && compressor.Wants(payload.Length);
        if (!tries || !FrameWriter.TryWriteCompressed(ref output, opcode, payload, compressor!)) FrameWriter.Write(ref output, opcode, payload);
    }

    /// <summary>Writes a text message of <paramref name="utf8Length"/> bytes. A lone surrogate becomes U+FFFD.</summary>
    public void WriteText(ref PooledBuffer output, ReadOnlySpan<char> text, int utf8Length, bool compress = true)
    {
        if (compress && compressor is not null && compressor.Wants(utf8Length)) WriteCompressedText(ref output, text, utf8Length);
        else WritePlainText(ref output, text, utf8Length);
    }

    /// <summary>Writes a message that several connections share.</summary>
    public void WritePrepared(ref PooledBuffer output, PreparedMessage message)
    {
        bool compresses = message.Compress && compressor is not null && compressor.Wants(message.PayloadLength);
        if (compresses && !compressor!.IsShareable)
        {
            WriteMessage(ref output, message.Kind, message.Payload);
            return;
        }

        ReadOnlySpan<byte> frame = compresses ? message.CompressedFrame(compressor!) : message.Frame;
        frame.CopyTo(output.GetSpan(frame.Length));
        output.Advance(frame.Length);
    }

    /// <summary>Writes a ping or a pong.</summary>
    public static void WriteControl(ref PooledBuffer output, Opcode opcode, ReadOnlySpan<byte> payload) =>
        FrameWriter.Write(ref output, opcode, payload);

    public void WriteClose(ref PooledBuffer output, ClosePayload payload)
    {
        Span<byte> bytes = stackalloc byte[2 + ClosePayload.MaxReasonBytes];
        FrameWriter.Write(ref output, Opcode.Close, bytes[..payload.Write(bytes)]);
        close.MarkSent(); // RFC 6455 §5.5.1: nothing may follow
    }

    /// <summary>Releases all memory.</summary>
    public void Release() => compressor?.Release();

    public static Opcode OpcodeOf(WsMessageKind kind) => kind == WsMessageKind.Text ? Opcode.Text : Opcode.Binary;

    private static void WritePlainText(ref PooledBuffer output, ReadOnlySpan<char> text, int utf8Length)
    {
        Span<byte> frame = output.GetSpan(FrameWriter.FrameSize(utf8Length));
        int header = FrameWriter.WriteHeader(frame, Opcode.Text, utf8Length);
        Encode(text, frame.Slice(header, utf8Length));
        output.Advance(header + utf8Length);
    }

    private void WriteCompressedText(ref PooledBuffer output, ReadOnlySpan<char> text, int utf8Length)
    {
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(utf8Length);
        Encode(text, utf8.AsSpan(0, utf8Length));
        WriteMessage(ref output, WsMessageKind.Text, utf8.AsSpan(0, utf8Length), compress: true);
        ArrayPool<byte>.Shared.Return(utf8);
    }

    /// <summary>
    /// Encodes the text. If the app has changed the text since it was measured, so that it is now shorter, the rest is cleared: stale memory must not
    /// be sent.
    /// </summary>
    private static void Encode(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        Utf8.FromUtf16(text, utf8, out _, out int written);
        utf8[written..].Clear();
    }
}
