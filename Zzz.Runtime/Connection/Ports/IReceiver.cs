namespace Zzz.Connection.Ports;

/// <summary>Takes the bytes that a transport reads.</summary>
internal interface IReceiver
{
    /// <summary>
    /// Takes the next bytes of the peer, which may be changed; they must stay until the task completes.
    /// <see langword="false"/>: the peer has closed, and nothing more is wanted.
    /// </summary>
    ValueTask<bool> FeedAsync(Memory<byte> input);

    /// <summary>Ends a batch: sends what the handlers sent, and waits if the peer is slow to take it.</summary>
    ValueTask EndBatchAsync();
}
