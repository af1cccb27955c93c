namespace Zzz.Connection.Sending;

/// <summary>An entry of the <see cref="FlushQueue"/>, which holds it at most once.</summary>
internal abstract class FlushEntry : IThreadPoolWorkItem
{
    /// <summary>The next entry in the queue.</summary>
    public FlushEntry? Next { get; set; }

    /// <summary>Flushes the entry. The queue no longer holds it.</summary>
    public abstract void FlushQueued();

    /// <summary>Continues with the part of the queue that begins with this entry.</summary>
    void IThreadPoolWorkItem.Execute() => FlushQueue.FlushFrom(this);
}
