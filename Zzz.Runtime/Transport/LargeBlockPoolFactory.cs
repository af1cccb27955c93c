using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Zzz.Transport;

/// <summary>Gives Kestrel pools of large blocks. Each of its I/O queues asks for one of its own; they share what is kept.</summary>
internal sealed class LargeBlockPoolFactory : IMemoryPoolFactory<byte>
{
    private readonly LargeBlocks _blocks = new();

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new LargeBlockPool(_blocks);
}
