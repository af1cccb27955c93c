using System.Buffers;
using System.Collections.Concurrent;

namespace Zzz.Transport;

/// <summary>Pinned blocks of memory, some of which are kept for reuse.</summary>
internal sealed class LargeBlocks
{
    public const int BlockSize = 64 * 1024;

    /// <summary>The number of unused blocks that are kept, 32 MiB in total. Blocks that a burst needs beyond this are left to the garbage collector.</summary>
    public const int MaxKept = 512;

    private readonly ConcurrentQueue<Block> _kept = new();

    public IMemoryOwner<byte> Rent()
    {
        Block block = _kept.TryDequeue(out Block? kept) ? kept : new Block(this);
        block.Take();
        return block;
    }

    private void Return(Block block)
    {
        if (_kept.Count < MaxKept) _kept.Enqueue(block);
    }

    private sealed class Block(LargeBlocks home) : IMemoryOwner<byte>
    {
        private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true);
        private int _isOut;

        public Memory<byte> Memory => _bytes;

        public void Take() => _isOut = 1;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOut, 0) == 1) home.Return(this);
        }
    }
}
