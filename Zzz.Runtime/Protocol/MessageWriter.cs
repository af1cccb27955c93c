using System.Text.Unicode;

namespace Zzz.Protocol;

/// <summary>
/// Turns messages and control frames into a server's bytes. It runs inside the send gate alone. Pair of <see cref="MessageReader"/>.
/// </summary>
internal sealed class MessageWriter(CloseState close)
{
    public static int FrameSize(int payloadLength) => FrameWriter.HeaderSize(payloadLength) + payloadLength;

    public static void WriteMessage(ref PooledBuffer output, WsMessageKind kind, ReadOnlySpan<byte> payload) =>
        WriteFrame(ref output, OpcodeOf(kind), payload);

    /// <summary>Writes a text message of <paramref name="utf8Length"/> bytes; a lone surrogate becomes U+FFFD.</summary>
    public static void WriteText(ref PooledBuffer output, ReadOnlySpan<char> text, int utf8Length)
    {
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

    private static void WriteFrame(ref PooledBuffer output, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = output.GetSpan(FrameSize(payload.Length));
        int header = FrameWriter.WriteHeader(frame, opcode, payload.Length);
        payload.CopyTo(frame[header..]);
        output.Advance(header + payload.Length);
    }

    private static Opcode OpcodeOf(WsMessageKind kind) => kind == WsMessageKind.Text ? Opcode.Text : Opcode.Binary;
}
