namespace Zzz.Transport.Epoll;

/// <summary>Counts the sockets of a server whose peers have not sent anything yet, of which Kestrel knows nothing, against Kestrel's limit.</summary>
/// <param name="limit">The most sockets, or <see langword="null"/> for any number.</param>
internal sealed class UnheardSockets(long? limit)
{
    private long _count;

    public long? Limit => limit;

    public bool TryAdd()
    {
        if (Interlocked.Increment(ref _count) <= (limit ?? long.MaxValue)) return true;
        Remove();
        return false;
    }

    public void Remove() => Interlocked.Decrement(ref _count);
}
