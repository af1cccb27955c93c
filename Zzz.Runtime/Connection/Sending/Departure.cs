namespace Zzz.Connection.Sending;

/// <summary>How a frame leaves that was added to an <see cref="Outbox"/>.</summary>
internal enum Departure
{
    /// <summary>The thread that added it writes it.</summary>
    Now,

    /// <summary>The <see cref="FlushQueue"/> writes it.</summary>
    Soon,

    /// <summary>A write, a batch or the queue, which is under way already, takes it along.</summary>
    WithOthers,
}
