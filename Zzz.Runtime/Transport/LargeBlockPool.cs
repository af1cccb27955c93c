using System.Buffers;

namespace Zzz.Transport;

/// <summary>A pool whose every block is large, however little is asked for: Kestrel asks for 4 KiB and takes what it gets.</summary>
internal sealed class LargeBlockPool(LargeBlocks blocks) : MemoryPool<byte>
{
    public override int MaxBufferSize => LargeBlocks.BlockSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, MaxBufferSize);
        return blocks.Rent();
    }

    /// <remarks>The blocks belong to all pools, and those that are out come back by themselves.</remarks>
    protected override void Dispose(bool disposing)
    {
    }
}
