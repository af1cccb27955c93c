using Xunit;
using Zzz.Transport.Epoll.Loops;

namespace Zzz.Tests.Transport.Epoll.Loops;

/// <summary>Where a loop reads to.</summary>
public class ArenaTests
{
    private readonly Arena _arena = new();

    [Fact]
    public void Each_read_goes_to_the_same_place()
    {
        Memory<byte> first = _arena.Room();
        Assert.Equal(Arena.ReadSize, first.Length);
        Assert.Equal(first, _arena.Room());
    }

    [Fact]
    public void What_is_leased_is_not_read_over()
    {
        Memory<byte> first = _arena.Room();
        first.Span[..100].Fill(1);
        _arena.Lease(100);
        for (int i = 0; i < 20; i++)
        {
            _arena.Room().Span.Fill(2);
            _arena.Lease(Arena.ReadSize);
        }

        Assert.Equal(-1, first.Span[..100].IndexOfAnyExcept((byte)1));
    }

    [Fact]
    public void After_the_last_lease_each_read_goes_to_the_same_place_again()
    {
        Memory<byte> first = _arena.Room();
        ArenaChunk one = _arena.Lease(1), two = _arena.Lease(1);
        one.Release();
        Assert.NotEqual(first, _arena.Room());
        two.Release();
        Assert.Equal(first, _arena.Room());
    }

    [Fact]
    public void A_chunk_comes_back_when_its_last_lease_ends()
    {
        Memory<byte> first = _arena.Room();
        ArenaChunk[] leases = [.. Enumerable.Range(0, 4).Select(_ => Filled())];
        Assert.NotEqual(first, _arena.Room());
        foreach (ArenaChunk lease in leases) lease.Release();
        for (int i = 0; i < 4; i++) Filled();
        Assert.Equal(first, _arena.Room());

        ArenaChunk Filled()
        {
            _arena.Room();
            return _arena.Lease(Arena.ReadSize);
        }
    }
}
