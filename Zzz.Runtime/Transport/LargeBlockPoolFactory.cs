using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Zzz.Transport;

/// <summary>Creates pools of large blocks for Kestrel. Each I/O queue has its own pool, and all pools share the unused blocks.</summary>
internal sealed class LargeBlockPoolFactory : IMemoryPoolFactory<byte>
{
    private readonly LargeBlocks _blocks = new();

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new LargeBlockPool(_blocks);
}
