namespace Zzz.Connection.Ports;

/// <summary>Receives the bytes that a transport reads.</summary>
internal interface IReceiver
{
    /// <summary>
    /// Handles the peer's next bytes, and may change them in place; they must stay valid until the task completes. Returns <see langword="false"/>
    /// when the peer has closed and nothing more should be read.
    /// </summary>
    ValueTask<bool> FeedAsync(Memory<byte> input);

    /// <summary>Ends a batch: flushes the messages that handlers sent, and waits if the peer reads slowly.</summary>
    ValueTask EndBatchAsync();
}
