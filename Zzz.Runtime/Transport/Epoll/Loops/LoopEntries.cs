namespace Zzz.Transport.Epoll.Loops;

/// <summary>Finds the entry to which an event belongs. The kernel gives out the lowest free descriptors, so a table of them stays dense.</summary>
internal sealed class LoopEntries
{
    private const int ChunkSize = 1024;
    private const int MaxChunks = 4096;

    private readonly LoopEntry?[]?[] _chunks = new LoopEntry?[MaxChunks][];

    /// <summary>All entries, as of the moment at which the enumeration passes them.</summary>
    public IEnumerable<LoopEntry> All => _chunks.Where(chunk => chunk is not null).SelectMany(chunk => chunk!).OfType<LoopEntry>();

    /// <summary>Adds an entry. Fails if its descriptor is beyond four million.</summary>
    public bool TryAdd(LoopEntry entry)
    {
        int chunk = entry.Descriptor / ChunkSize;
        if (chunk >= MaxChunks) return false;
        if (Volatile.Read(ref _chunks[chunk]) is null) Interlocked.CompareExchange(ref _chunks[chunk], new LoopEntry?[ChunkSize], null);
        Volatile.Write(ref _chunks[chunk]![entry.Descriptor % ChunkSize], entry);
        return true;
    }

    /// <summary>Returns the entry with this key, or <see langword="null"/> if it is gone.</summary>
    public LoopEntry? Find(ulong key)
    {
        int descriptor = LoopEntry.DescriptorOf(key);
        LoopEntry?[]? chunk = Volatile.Read(ref _chunks[descriptor / ChunkSize]);
        LoopEntry? entry = chunk is null ? null : Volatile.Read(ref chunk[descriptor % ChunkSize]);
        return entry?.Key == key ? entry : null;
    }

    /// <summary>Removes an entry. Must be called before its descriptor is closed, because the descriptor may be given out again at once.</summary>
    public void Remove(LoopEntry entry) => Volatile.Write(ref _chunks[entry.Descriptor / ChunkSize]![entry.Descriptor % ChunkSize], null);
}
