namespace Zzz.Connection.Sending;

/// <summary>An entry in the <see cref="FlushQueue"/>, which holds each entry at most once.</summary>
internal abstract class FlushEntry : IThreadPoolWorkItem
{
    /// <summary>The next entry in the queue.</summary>
    public FlushEntry? Next { get; set; }

    /// <summary>Flushes the entry, which is no longer in the queue at that point.</summary>
    public abstract void FlushQueued();

    /// <summary>Continues with the part of the queue that starts at this entry.</summary>
    void IThreadPoolWorkItem.Execute() => FlushQueue.FlushFrom(this);
}
