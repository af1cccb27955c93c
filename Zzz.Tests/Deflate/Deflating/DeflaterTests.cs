using Xunit;
using Zzz.Deflate.Deflating;

namespace Zzz.Tests.Deflate.Deflating;

public class DeflaterTests
{
    [Fact]
    public void An_empty_message_is_one_zero_byte()
    {
        byte[] output = new byte[10];

        Assert.True(new Deflater().TryDeflate([], output, 15, WsCompressionLevel.Fastest, out int written));

        Assert.Equal([0x00], output[..written]); // RFC 7692 §7.2.3.6
    }

    [Fact]
    public void Empty_messages_leave_nothing_behind()
    {
        byte[] message = new SampleMessages(2).Next(SampleKind.Json, 1000);
        byte[] output = new byte[1000];
        var deflater = new Deflater();
        for (int i = 0; i < 20; i++)
            Assert.True(deflater.TryDeflate([], output, 15, WsCompressionLevel.Fastest, out _));

        for (int i = 0; i < 20; i++)
        {
            Assert.True(deflater.TryDeflate(message, output, 15, WsCompressionLevel.Fastest, out int written));
            Assert.Equal(message, new MessageInflater().Inflate(output[..written]));
        }
    }

    [Fact]
    public void A_short_message_takes_the_fixed_code()
    {
        byte[] output = new byte[10];

        Assert.True(new Deflater().TryDeflate("Hello"u8, output, 15, WsCompressionLevel.Fastest, out int written));

        Assert.Equal([0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00], output[..written]); // RFC 7692 §7.2.3.1
    }

    [Fact]
    public void A_second_message_refers_to_the_first_one()
    {
        byte[] message = new SampleMessages(3).Next(SampleKind.Random, 200);
        byte[] output = new byte[300];
        var window = new DeflateWindow(12);
        var deflater = new Deflater();

        Assert.True(deflater.TryDeflate(message, output, window, WsCompressionLevel.Fastest, out int first));
        Assert.True(deflater.TryDeflate(message, output, window, WsCompressionLevel.Fastest, out int second));

        Assert.InRange(first, 200, 210);
        Assert.InRange(second, 1, 10);
    }

    [Fact]
    public void A_message_that_does_not_fit_is_not_history()
    {
        byte[] message = new SampleMessages(4).Next(SampleKind.Random, 200);
        byte[] output = new byte[300];
        var window = new DeflateWindow(12);
        var deflater = new Deflater();

        Assert.False(deflater.TryDeflate(message, output.AsSpan(0, 199), window, WsCompressionLevel.Fastest, out int none));
        Assert.Equal(0, none);
        Assert.True(window.History.IsEmpty);
        Assert.True(deflater.TryDeflate(message, output, window, WsCompressionLevel.Fastest, out int written));

        Assert.InRange(written, 200, 210);
    }

    [Theory]
    [InlineData(SampleKind.Random, 1000)]
    [InlineData(SampleKind.Random, 200_000)]
    public void What_cannot_shrink_grows_by_no_more_than_stored_blocks_take(SampleKind kind, int length)
    {
        byte[] message = new SampleMessages(5).Next(kind, length);
        byte[] output = new byte[length + 5 * (1 + length / 0x4000) + 2];

        Assert.True(new Deflater().TryDeflate(message, output, 15, WsCompressionLevel.Fastest, out int written));

        Assert.Equal(message, new MessageInflater().Inflate(output[..written]));
    }

    [Theory]
    [InlineData(SampleKind.Json)]
    [InlineData(SampleKind.Mixed)]
    [InlineData(SampleKind.Zeros)]
    public void It_fits_exactly_or_not_at_all(SampleKind kind)
    {
        byte[] output = new byte[5000];
        byte[] message = new SampleMessages(6).Next(kind, 4000);
        var deflater = new Deflater();
        for (int i = 0; i < 100; i++)
            Assert.True(deflater.TryDeflate(message, output, 15, WsCompressionLevel.Fastest, out _));
        Assert.True(deflater.TryDeflate(message, output, 15, WsCompressionLevel.Fastest, out int needed));

        for (int room = 0; room < needed + 20; room++)
        {
            var buffer = new GuardedBuffer(room);
            bool fits = deflater.TryDeflate(message, buffer.Span, 15, WsCompressionLevel.Fastest, out int written);
            buffer.AssertIntact($"{room} bytes");
            if (fits)
                Assert.Equal(message, new MessageInflater().Inflate(buffer.Span[..written].ToArray()));
            else
                Assert.Equal(0, written);
        }
    }

    [Fact]
    public void Many_kinds_of_messages_on_one_thread_keep_within_their_output()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var samples = new SampleMessages(seed);
        var deflater = new Deflater();
        var window = new DeflateWindow(10);
        for (int i = 0; i < 5000; i++)
        {
            byte[] message = samples.Next(3000);
            var buffer = new GuardedBuffer(random.Next(message.Length + 10));
            if (i % 2 == 0)
                deflater.TryDeflate(message, buffer.Span, 15, WsCompressionLevel.Fastest, out _);
            else
                deflater.TryDeflate(message, buffer.Span, window, WsCompressionLevel.Fastest, out _);
            buffer.AssertIntact($"seed {seed}, message {i}");
        }
    }
}
