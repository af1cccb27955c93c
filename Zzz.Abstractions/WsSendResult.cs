namespace Zzz;

/// <summary>What became of a message that was given to <see cref="WsConnection"/> to send.</summary>
public enum WsSendResult
{
    /// <summary>The message is on its way, in order. This does not mean that the peer has received it.</summary>
    Sent,

    /// <summary>
    /// There was no room for the message within <see cref="WsOptions.MaxBufferedBytes"/>, and
    /// <see cref="WsOptions.SlowConsumer"/> is <see cref="WsSlowConsumer.Drop"/>: it was not sent. Earlier and later messages are not affected.
    /// </summary>
    Dropped,

    /// <summary>The connection is closing or gone: nothing was sent, and nothing will be.</summary>
    Closed,
}
