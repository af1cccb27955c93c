namespace Zzz.Connection.Ports;

/// <summary>Takes the bytes that a transport reads.</summary>
internal interface IReceiver
{
    /// <summary>
    /// Takes the next bytes of the peer, which it may change in place; they must stay valid until the task completes. Returns
    /// <see langword="false"/> when the peer has closed and nothing more should be read.
    /// </summary>
    ValueTask<bool> FeedAsync(Memory<byte> input);

    /// <summary>Ends a batch: flushes the messages that handlers sent, and waits if the peer reads slowly.</summary>
    ValueTask EndBatchAsync();
}
