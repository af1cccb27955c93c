using System.Buffers;
using Xunit;
using Zzz.Transport;

namespace Zzz.Tests.Transport;

public sealed class LargeBlockPoolTests
{
    private const int BlockSize = 64 * 1024;

    private readonly LargeBlockPoolFactory _factory = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(BlockSize)]
    public void Every_block_is_large(int asked)
    {
        using MemoryPool<byte> pool = _factory.Create();
        using IMemoryOwner<byte> block = pool.Rent(asked);
        Assert.Equal(BlockSize, block.Memory.Length);
    }

    [Fact]
    public void What_is_larger_than_a_block_is_refused()
    {
        using MemoryPool<byte> pool = _factory.Create();
        Assert.Equal(BlockSize, pool.MaxBufferSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(BlockSize + 1));
    }

    [Fact]
    public void A_block_that_came_back_is_used_again_by_any_pool_of_the_server()
    {
        using MemoryPool<byte> one = _factory.Create();
        using MemoryPool<byte> another = _factory.Create();
        IMemoryOwner<byte> block = one.Rent();
        block.Dispose();
        Assert.Same(block, another.Rent());
    }

    [Fact]
    public void A_block_that_comes_back_twice_is_given_to_one()
    {
        using MemoryPool<byte> pool = _factory.Create();
        IMemoryOwner<byte> block = pool.Rent();
        block.Dispose();
        block.Dispose();
        Assert.NotSame(pool.Rent(), pool.Rent());
    }

    [Fact]
    public void No_more_than_the_limit_is_kept()
    {
        using MemoryPool<byte> pool = _factory.Create();
        IMemoryOwner<byte>[] burst = [.. Enumerable.Range(0, LargeBlocks.MaxKept + 1).Select(_ => pool.Rent())];
        foreach (IMemoryOwner<byte> block in burst) block.Dispose();
        IMemoryOwner<byte>[] next = [.. burst.Select(_ => pool.Rent())];
        Assert.Equal(LargeBlocks.MaxKept, next.Intersect(burst).Count());
    }
}
