namespace Zzz.Connection.Ports;

/// <summary>What a connection needs of the transport under it. Each transport has a driver that gives it.</summary>
internal interface ITransport
{
    /// <summary>Fires when the peer or the network ended the transport.</summary>
    CancellationToken Closed { get; }

    /// <summary>
    /// Feeds what the peer sends to <paramref name="receiver"/> until it wants no more, or there is no more, or
    /// <see cref="StopReceiving"/> is called. Never throws for what the peer or the network does.
    /// </summary>
    Task ReceiveAsync(IReceiver receiver);

    /// <summary>Ends <see cref="ReceiveAsync"/>, now or when it next waits for bytes.</summary>
    void StopReceiving();

    /// <summary>
    /// Takes as many of the bytes as there is room for, waiting until that is at least one, and returns how many; till then they must stay as
    /// they are. One call at a time. 0: the transport is gone. Never throws for what the peer or the network does.
    /// </summary>
    ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the transport once all that was sent is with the network.</summary>
    void Complete();

    /// <summary>Completes when the transport is closed, or as soon as the request has to be over for that.</summary>
    Task ClosedAsync();

    /// <summary>Ends the transport at once.</summary>
    void Abort();
}
