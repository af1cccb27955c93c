using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Zzz;

/// <summary>
/// A frame in the form in which a client sends it (RFC 6455 §5.2). A new frame is valid, and <c>with</c> can make it violate any rule. To send bytes
/// that are not a frame, use <see cref="WsTestClient.SendRawAsync"/>.
/// </summary>
/// <param name="Opcode">
/// The opcode: 0 continues a message, 1 is text, 2 is binary, 8 is a close, 9 is a ping, and 10 is a pong; all others are undefined.
/// </param>
/// <param name="Payload">The unmasked payload.</param>
/// <example>
/// A message in two fragments:
/// <code>
/// await client.SendAsync(WsTestFrame.Text("hel") with { IsFinal = false });
/// await client.SendAsync(WsTestFrame.Continuation("lo"));
/// await client.ExpectTextAsync("hello");
/// </code>
/// </example>
public sealed record WsTestFrame(int Opcode, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether this frame ends a message; <see langword="false"/> for all fragments except the last.</summary>
    public bool IsFinal { get; init; } = true;

    /// <summary>Whether the payload is masked, as it must be in a client's frame (RFC 6455 §5.1).</summary>
    public bool IsMasked { get; init; } = true;

    /// <summary>The reserved bits: RSV1 is 4, RSV2 is 2, RSV3 is 1. Default 0, which is correct without extensions.</summary>
    public int ReservedBits { get; init; }

    internal bool IsControl => Opcode >= 8;

    /// <summary>Creates a text message.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The frame.</returns>
    public static WsTestFrame Text(string text) => new(1, Encoding.UTF8.GetBytes(text));

    /// <summary>Creates a binary message.</summary>
    /// <param name="payload">The bytes.</param>
    /// <returns>The frame.</returns>
    public static WsTestFrame Binary(ReadOnlyMemory<byte> payload) => new(2, payload);

    /// <summary>Creates the last fragment of a message. For an earlier fragment, add <c>with { IsFinal = false }</c>.</summary>
    /// <param name="payload">The bytes.</param>
    /// <returns>The frame.</returns>
    public static WsTestFrame Continuation(ReadOnlyMemory<byte> payload) => new(0, payload);

    /// <inheritdoc cref="Continuation(ReadOnlyMemory{byte})"/>
    /// <param name="text">A piece of text.</param>
    public static WsTestFrame Continuation(string text) => new(0, Encoding.UTF8.GetBytes(text));

    /// <summary>Creates a ping.</summary>
    /// <param name="payload">The bytes that the pong must repeat, at most 125.</param>
    /// <returns>The frame.</returns>
    public static WsTestFrame Ping(ReadOnlyMemory<byte> payload = default) => new(9, payload);

    /// <summary>Creates a pong.</summary>
    /// <param name="payload">The payload of the ping, at most 125 bytes.</param>
    /// <returns>The frame.</returns>
    public static WsTestFrame Pong(ReadOnlyMemory<byte> payload = default) => new(10, payload);

    /// <summary>Creates a close frame without a code.</summary>
    /// <returns>The frame.</returns>
    public static WsTestFrame Close() => new(8, default);

    /// <summary>Creates a close frame.</summary>
    /// <param name="code">Any code, including those that must not be sent.</param>
    /// <param name="reason">The reason, up to 123 bytes of UTF-8.</param>
    /// <returns>The frame.</returns>
    public static WsTestFrame Close(WsCloseCode code, string reason = "") =>
        new(8, (byte[])[(byte)((int)code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>Encodes the frame for the wire, with a random mask.</summary>
    /// <returns>A new array.</returns>
    public byte[] ToBytes()
    {
        byte first = (byte)((IsFinal ? 0x80 : 0) | (ReservedBits << 4) | Opcode);
        if (!IsMasked) return [first, .. Length(0), .. Payload.Span];

        byte[] mask = RandomNumberGenerator.GetBytes(4);
        byte[] masked = Payload.ToArray();
        for (int i = 0; i < masked.Length; i++) masked[i] ^= mask[i & 3];
        return [first, .. Length(0x80), .. mask, .. masked];
    }

    /// <summary>Describes the frame, for exceptions.</summary>
    internal string Describe() => Opcode switch
    {
        1 => $"the text {Quoted(Utf8(Payload))}",
        2 => $"{Payload.Length} bytes: {Convert.ToHexString(Cut(Payload, 32))}",
        8 when Payload.Length < 2 => "a close without a code",
        8 => $"a close with {BinaryPrimitives.ReadUInt16BigEndian(Payload.Span)} {Quoted(Utf8(Payload[2..]))}",
        9 => "a ping",
        10 => "a pong",
        _ => $"a frame with opcode {Opcode}",
    };

    private static string Utf8(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(Cut(bytes, 500));

    private static ReadOnlySpan<byte> Cut(ReadOnlyMemory<byte> bytes, int length) => bytes.Span[..Math.Min(bytes.Length, length)];

    private static string Quoted(string text) => $"\"{text}\"";

    private byte[] Length(int maskBit)
    {
        byte[] wide = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(wide, Payload.Length);
        return Payload.Length switch
        {
            < 126 => [(byte)(maskBit | Payload.Length)],
            <= ushort.MaxValue => [(byte)(maskBit | 126), wide[6], wide[7]],
            _ => [(byte)(maskBit | 127), .. wide],
        };
    }
}
