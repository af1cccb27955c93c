namespace Zzz;

/// <summary>The outcome of a send.</summary>
public enum WsSendResult
{
    /// <summary>The message was accepted and will be sent in order. This does not mean that the peer has received it.</summary>
    Sent,

    /// <summary>
    /// The message was not sent, because <see cref="WsOptions.MaxBufferedBytes"/> left no room for it and
    /// <see cref="WsOptions.SlowConsumer"/> is <see cref="WsSlowConsumer.Drop"/>. Earlier and later messages are not affected.
    /// </summary>
    Dropped,

    /// <summary>
    /// The message was not sent, because the connection is closing or has ended, or because the client has left the topic. Nothing more can be
    /// sent there.
    /// </summary>
    Closed,

    /// <summary>The reply was not sent, because the client's message carried no <c>ref</c>, or because a reply has already been sent.</summary>
    NotAwaited,

    /// <summary>
    /// The client's serializer cannot carry the payload: V1 has no binary messages. Nothing was sent; but if the message was a reply, an error was
    /// sent in its place.
    /// </summary>
    Unsupported,
}
