namespace Zzz.Connection.Sending;

/// <summary>How a frame leaves an <see cref="Outbox"/>.</summary>
internal enum Departure
{
    /// <summary>The thread that added the frame writes it.</summary>
    Now,

    /// <summary>The <see cref="FlushQueue"/> writes the frame.</summary>
    Soon,

    /// <summary>A write, a batch or the queue is already in progress, and takes the frame along.</summary>
    WithOthers,
}
