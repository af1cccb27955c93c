namespace Zzz.Protocol;

/// <summary>The kind of a <see cref="MessageEvent"/>.</summary>
internal enum MessageEventKind
{
    /// <summary>Nothing yet: all bytes are used up.</summary>
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

/// <summary>One event of a peer's bytes. Its spans are valid until the next read.</summary>
internal readonly ref struct MessageEvent
{
    public MessageEventKind Kind { get; private init; }

    public WsMessageKind MessageKind { get; private init; }

    /// <summary>Where a message's payload lies in the bytes that were read, or -1 if it is in <see cref="MessageReader.Message"/>.</summary>
    public int Start { get; private init; }

    /// <summary>The payload's size, if it lies in the bytes that were read.</summary>
    public int Length { get; private init; }

    /// <summary>The size of a message's frames if it came compressed, else 0.</summary>
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
