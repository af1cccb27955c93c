namespace Zzz;

/// <summary>What a plain <c>Send</c> does when a peer reads so slowly that there is no room for the message.</summary>
public enum WsSlowConsumer
{
    /// <summary>Close the connection with 1008.</summary>
    Close,

    /// <summary>Drop the new message and say so with <see cref="WsSendResult.Dropped"/>.</summary>
    Drop,
}
