namespace Zzz.Connection.Sending;

/// <summary>The way in which a frame leaves an <see cref="Outbox"/>.</summary>
internal enum Departure
{
    /// <summary>The thread that added the frame writes it.</summary>
    Now,

    /// <summary>The <see cref="FlushQueue"/> writes the frame.</summary>
    Soon,

    /// <summary>A write, a batch or the queue is under way already, and takes the frame along.</summary>
    WithOthers,
}
