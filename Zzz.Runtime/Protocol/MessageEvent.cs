namespace Zzz.Protocol;

/// <summary>The kind of a <see cref="MessageEvent"/>.</summary>
internal enum MessageEventKind
{
    /// <summary>No event yet: all bytes have been read.</summary>
    NeedMore,

    /// <summary>A whole message.</summary>
    Message,

    Ping,

    Pong,

    /// <summary>The peer's close frame; nothing comes after it.</summary>
    Close,

    /// <summary>The peer violated a rule; nothing comes after this.</summary>
    Fault,
}

/// <summary>One event that was read from a peer's bytes. Its spans are valid until the next read.</summary>
internal readonly ref struct MessageEvent
{
    public MessageEventKind Kind { get; private init; }

    public WsMessageKind MessageKind { get; private init; }

    /// <summary>Where a message's payload starts in the bytes that were read, or -1 if the payload is in <see cref="MessageReader.Message"/>.</summary>
    public int Start { get; private init; }

    /// <summary>The size of the payload, if it is in the bytes that were read.</summary>
    public int Length { get; private init; }

    /// <summary>The size of a message's frames if it arrived compressed, otherwise 0.</summary>
    public long CompressedSize { get; private init; }

    /// <summary>The payload of a ping or pong.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    public ClosePayload ClosePayload { get; private init; }

    public ProtocolFault? Fault { get; private init; }

    public static MessageEvent NeedMore => default;

    public static MessageEvent InPlace(WsMessageKind kind, int start, int length) =>
        new() { Kind = MessageEventKind.Message, MessageKind = kind, Start = start, Length = length };

    public static MessageEvent Assembled(WsMessageKind kind, long compressedSize) =>
        new() { Kind = MessageEventKind.Message, MessageKind = kind, Start = -1, CompressedSize = compressedSize };

    public static MessageEvent Control(MessageEventKind kind, ReadOnlySpan<byte> payload) => new() { Kind = kind, Payload = payload };

    public static MessageEvent Close(ClosePayload payload) => new() { Kind = MessageEventKind.Close, ClosePayload = payload };

    public static MessageEvent Failed(ProtocolFault fault) => new() { Kind = MessageEventKind.Fault, Fault = fault };
}
