namespace Zzz.Transport.Epoll.Loops;

/// <summary>A block of an <see cref="Arena"/>. It goes back when the arena is done with it, and no handler needs its bytes.</summary>
internal sealed class ArenaChunk(Arena home)
{
    public const int Size = 256 * 1024;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Size, pinned: true);

    /// <summary>The number of leases, including that of the arena.</summary>
    private int _leases;

    public Memory<byte> Memory => _bytes;

    /// <summary>Whether only the arena has a lease.</summary>
    public bool IsUnused => Volatile.Read(ref _leases) == 1;

    public void Lease() => Interlocked.Increment(ref _leases);

    /// <summary>Ends a lease. Any thread may call this.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _leases) == 0) home.Return(this);
    }
}
