namespace Zzz.Transport.Epoll.Calls;

/// <summary>The events of <c>epoll</c>.</summary>
[Flags]
internal enum ReadyEvents : uint
{
    None = 0,

    /// <summary>There are bytes to read, or connections to accept.</summary>
    In = 0x1,

    /// <summary>There is room for bytes.</summary>
    Out = 0x4,

    Error = 0x8,

    /// <summary>The connection has ended in both directions.</summary>
    HangUp = 0x10,

    /// <summary>The peer sends no more bytes.</summary>
    PeerFinished = 0x2000,

    /// <summary>Report a change once, rather than as long as a descriptor is ready.</summary>
    EdgeTriggered = 1u << 31,

    /// <summary>The events after which no more bytes arrive than those that are already waiting.</summary>
    End = Error | HangUp | PeerFinished,
}
