namespace Zzz;

/// <summary>The outcome of sending a message.</summary>
public enum WsSendResult
{
    /// <summary>The message is on its way, in order. The peer may not have received it yet, and never may.</summary>
    Sent,

    /// <summary>
    /// There was no room for the message within <see cref="WsOptions.MaxBufferedBytes"/>, and
    /// <see cref="WsOptions.SlowConsumer"/> is <see cref="WsSlowConsumer.Drop"/>: it was not sent. Earlier and later messages are not affected.
    /// </summary>
    Dropped,

    /// <summary>The connection is closing or gone, or the topic was left: nothing was sent, and nothing will be.</summary>
    Closed,

    /// <summary>A reply that no client waits for: its message carried no <c>ref</c>, or was replied to before. Nothing was sent.</summary>
    NotAwaited,

    /// <summary>The client's serializer cannot carry the payload: V1 has no binary messages. Nothing was sent, or an error in place of a reply.</summary>
    Unsupported,
}
