using System.Collections.Concurrent;

namespace Zzz.Transport.Epoll.Loops;

/// <summary>
/// The memory into which a loop reads. Each read goes to the same place, which stays in the processor's cache, unless a handler still needs what was
/// read there: then the next read goes behind it. Used by the loop alone, apart from <see cref="Return"/>.
/// </summary>
internal sealed class Arena
{
    /// <summary>The most bytes of one read.</summary>
    public const int ReadSize = 64 * 1024;

    private const int MaxKept = 4;
    private const int LineSize = 64;

    private readonly ConcurrentQueue<ArenaChunk> _kept = new();
    private ArenaChunk _chunk;
    private int _offset;

    public Arena()
    {
        _chunk = new ArenaChunk(this);
        _chunk.Lease();
    }

    /// <summary>Returns memory for one read. Its content stays only until the next call, unless it is leased.</summary>
    public Memory<byte> Room()
    {
        if (_offset > 0 && _chunk.IsUnused) _offset = 0;
        if (ArenaChunk.Size - _offset < ReadSize) Next();
        return _chunk.Memory.Slice(_offset, ReadSize);
    }

    /// <summary>Keeps the first bytes of the room until the chunk is released.</summary>
    public ArenaChunk Lease(int count)
    {
        _offset += (count + LineSize - 1) & -LineSize;
        _chunk.Lease();
        return _chunk;
    }

    /// <summary>Keeps a chunk for later. Any thread may call this.</summary>
    public void Return(ArenaChunk chunk)
    {
        if (_kept.Count < MaxKept) _kept.Enqueue(chunk);
    }

    private void Next()
    {
        _chunk.Release();
        _chunk = _kept.TryDequeue(out ArenaChunk? kept) ? kept : new ArenaChunk(this);
        _chunk.Lease();
        _offset = 0;
    }
}
