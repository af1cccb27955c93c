namespace Zzz;

/// <summary>What a synchronous <c>Send</c> does if the peer reads so slowly that there is no room for the message.</summary>
public enum WsSlowConsumer
{
    /// <summary>Close the connection with 1008.</summary>
    Close,

    /// <summary>Drop the new message and return <see cref="WsSendResult.Dropped"/>.</summary>
    Drop,
}
