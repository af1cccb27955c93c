namespace Zzz.Protocol;

/// <summary>A rule that a peer violated: the close code and reason with which to fail the connection, and the clause that states the rule.</summary>
internal sealed record ProtocolFault(WsCloseCode Code, string Reason, string Clause)
{
    public static readonly ProtocolFault ReservedBit = Error("reserved bit set", "RFC 6455 §5.2");
    public static readonly ProtocolFault UnknownOpcode = Error("unknown opcode", "RFC 6455 §5.2");
    public static readonly ProtocolFault NonMinimalLength = Error("length not in its shortest form", "RFC 6455 §5.2");
    public static readonly ProtocolFault LengthOverflow = Error("length with its top bit set", "RFC 6455 §5.2");
    public static readonly ProtocolFault Unmasked = Error("frame not masked", "RFC 6455 §5.1");
    public static readonly ProtocolFault UnexpectedContinuation = Error("continuation without a message", "RFC 6455 §5.4");
    public static readonly ProtocolFault InterruptedMessage = Error("new message inside a fragmented one", "RFC 6455 §5.4");
    public static readonly ProtocolFault FragmentedControl = Error("fragmented control frame", "RFC 6455 §5.5");
    public static readonly ProtocolFault ControlTooLong = Error("control frame over 125 bytes", "RFC 6455 §5.5");
    public static readonly ProtocolFault TruncatedCloseCode = Error("close frame of one byte", "RFC 6455 §5.5.1");
    public static readonly ProtocolFault InvalidCloseCode = Error("invalid close code", "RFC 6455 §7.4");
    public static readonly ProtocolFault InvalidCloseReason = Data("close reason is not UTF-8", "RFC 6455 §5.5.1");
    public static readonly ProtocolFault InvalidText = Data("text is not UTF-8", "RFC 6455 §8.1");
    public static readonly ProtocolFault InvalidCompressedData = Data("invalid compressed data", "RFC 7692 §7.2.2");
    public static readonly ProtocolFault MessageTooBig = new(WsCloseCode.MessageTooBig, "message too big", "RFC 6455 §7.4.1");

    private static ProtocolFault Error(string reason, string clause) => new(WsCloseCode.ProtocolError, reason, clause);

    private static ProtocolFault Data(string reason, string clause) => new(WsCloseCode.InvalidPayloadData, reason, clause);
}
