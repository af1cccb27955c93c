namespace Zzz.Connection.Ports;

/// <summary>The transport under a connection. Each kind of transport has its own implementation.</summary>
internal interface ITransport
{
    /// <summary>A token that is cancelled when the peer or the network ends the transport.</summary>
    CancellationToken Closed { get; }

    /// <summary>
    /// Feeds the peer's bytes to <paramref name="receiver"/> until the receiver wants no more, the input ends, or
    /// <see cref="StopReceiving"/> is called. Never throws because of the peer or the network.
    /// </summary>
    Task ReceiveAsync(IReceiver receiver);

    /// <summary>Ends <see cref="ReceiveAsync"/>, now or when it next waits for bytes.</summary>
    void StopReceiving();

    /// <summary>
    /// Sends as many of the bytes as there is room for, at least one, and returns how many, or 0 if the transport is gone. The bytes must not change
    /// before the task completes. One call at a time. Never throws because of the peer or the network.
    /// </summary>
    ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the transport after all sent bytes have been passed to the network.</summary>
    void Complete();

    /// <summary>Completes when the transport is closed, or at once if it can only close after the request has ended.</summary>
    Task ClosedAsync();

    /// <summary>Ends the transport at once.</summary>
    void Abort();
}
