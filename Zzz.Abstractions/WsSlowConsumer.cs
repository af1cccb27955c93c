namespace Zzz;

/// <summary>The behavior of a synchronous <c>Send</c> that has no room for a message because the peer reads too slowly.</summary>
public enum WsSlowConsumer
{
    /// <summary>Close the connection with 1008.</summary>
    Close,

    /// <summary>Drop the new message and return <see cref="WsSendResult.Dropped"/>.</summary>
    Drop,
}
