using System.Buffers;

namespace Zzz.Transport;

/// <summary>A pool that returns large blocks, whatever size is requested. Kestrel requests 4 KiB, and uses as much as it gets.</summary>
internal sealed class LargeBlockPool(LargeBlocks blocks) : MemoryPool<byte>
{
    public override int MaxBufferSize => LargeBlocks.BlockSize;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, MaxBufferSize);
        return blocks.Rent();
    }

    /// <remarks>Does nothing: all pools share the blocks, and rented blocks are returned by those who rented them.</remarks>
    protected override void Dispose(bool disposing)
    {
    }
}
