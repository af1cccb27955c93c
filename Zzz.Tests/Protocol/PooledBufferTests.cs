using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

public class PooledBufferTests
{
    [Fact]
    public void A_new_buffer_is_empty() => Assert.True(new PooledBuffer(100).Memory.IsEmpty);

    [Fact]
    public void What_is_written_stays_while_the_buffer_grows()
    {
        var buffer = new PooledBuffer(1_000_000);
        var expected = new List<byte>();
        for (int size = 0; size < 1000; size += 7)
        {
            byte[] piece = Bytes.Pattern(size);
            piece.CopyTo(buffer.GetSpan(size));
            buffer.Advance(size);
            expected.AddRange(piece);
        }

        Assert.Equal(expected.Count, buffer.Length);
        Assert.Equal([.. expected], buffer.Memory.ToArray());
        buffer.Clear();
    }

    [Fact]
    public void A_cleared_buffer_can_be_used_again()
    {
        var buffer = new PooledBuffer(100);
        buffer.GetSpan(1)[0] = 1;
        buffer.Advance(1);
        buffer.Clear();
        buffer.Clear();
        Assert.Equal(0, buffer.Length);

        buffer.GetSpan(1)[0] = 2;
        buffer.Advance(1);
        Assert.Equal([2], buffer.Memory.ToArray());
    }

    [Fact]
    public void It_does_not_grow_ahead_over_its_limit()
    {
        var buffer = new PooledBuffer(limit: 5000);
        buffer.GetSpan(4000);
        buffer.Advance(4000);
        Assert.InRange(buffer.GetSpan(1000).Length, 1000, 8192 - 4000);
        buffer.Clear();
    }

    [Fact]
    public void A_size_that_no_array_has_is_refused()
    {
        var buffer = new PooledBuffer(int.MaxValue);
        buffer.GetSpan(1);
        buffer.Advance(1);
        Assert.Throws<OverflowException>(() => buffer.GetSpan(int.MaxValue));
    }
}
