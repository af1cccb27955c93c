using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Zzz.Protocol;

/// <summary>The payload of a close frame: nothing, or a code and a reason (RFC 6455 §5.5.1).</summary>
internal readonly record struct ClosePayload(WsCloseCode Code, string Reason)
{
    /// <summary>The longest reason: 125 bytes minus two for the code.</summary>
    public const int MaxReasonBytes = 123;

    /// <summary>The longest payload (RFC 6455 §5.5).</summary>
    public const int MaxBytes = sizeof(ushort) + MaxReasonBytes;

    /// <summary>The empty payload: neither a code nor a reason.</summary>
    public static readonly ClosePayload Empty = new(WsCloseCode.NoStatusReceived, "");

    /// <summary>Reads a whole payload. A payload of one byte cannot occur, because <see cref="FrameReader"/> has refused it.</summary>
    public static ProtocolFault? Read(ReadOnlySpan<byte> bytes, out ClosePayload payload)
    {
        payload = Empty;
        if (bytes.IsEmpty) return null;
        if (JudgeStart(bytes) is { } fault) return fault;
        if (!Utf8.IsValid(bytes[2..])) return ProtocolFault.InvalidCloseReason; // RFC 6455 §5.5.1

        payload = new ClosePayload(CodeOf(bytes), Encoding.UTF8.GetString(bytes[2..]));
        return null;
    }

    /// <summary>Checks the part of a payload that has arrived so far, which may end inside a character of the reason.</summary>
    public static ProtocolFault? JudgeStart(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2) return null;
        if (!MayBeReceived(CodeOf(bytes))) return ProtocolFault.InvalidCloseCode; // RFC 6455 §7.4
        return new Utf8Validator().TryAppend(bytes[2..]) ? null : ProtocolFault.InvalidCloseReason; // RFC 6455 §5.5.1
    }

    /// <summary>Reads a payload that a server may send: it must have a code, and one that is not reserved for clients.</summary>
    public static bool TryReadSendable(ReadOnlySpan<byte> bytes, out ClosePayload payload)
    {
        payload = Empty;
        return bytes.Length >= sizeof(ushort) && Read(bytes, out payload) is null && MayBeSent(payload.Code);
    }

    /// <summary>Truncates a reason to the number of bytes for which a close frame has room, at a character boundary.</summary>
    public static string Truncate(string reason)
    {
        Utf8.FromUtf16(reason, stackalloc byte[MaxReasonBytes], out int length, out _);
        return reason[..length];
    }

    /// <summary>Writes the payload and returns its size. A reason that is too long is truncated at a character boundary.</summary>
    public int Write(Span<byte> destination)
    {
        if (Code == WsCloseCode.NoStatusReceived) return 0; // RFC 6455 §7.4.1
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)Code);
        Utf8.FromUtf16(Reason, destination.Slice(2, MaxReasonBytes), out _, out int written);
        return 2 + written;
    }

    /// <summary>Whether a code may appear in a close frame: 1004 is reserved; 1005, 1006 and 1015 are never sent; 1016–2999 are not assigned.</summary>
    public static bool MayBeReceived(WsCloseCode code) =>
        (int)code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999); // RFC 6455 §7.4

    /// <summary>Whether a server may send a code: 1010 is reserved for clients.</summary>
    public static bool MayBeSent(WsCloseCode code) => MayBeReceived(code) && code != WsCloseCode.MandatoryExtension; // RFC 6455 §7.4.1

    /// <exception cref="ArgumentOutOfRangeException">A server may not send the code.</exception>
    public static void ThrowUnlessSendable(WsCloseCode code)
    {
        if (!MayBeSent(code))
            throw new ArgumentOutOfRangeException(nameof(code), code, "A server may send 1000–1003, 1007–1009, 1011–1014 and 3000–4999.");
    }

    private static WsCloseCode CodeOf(ReadOnlySpan<byte> bytes) => (WsCloseCode)BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
