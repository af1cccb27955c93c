using Xunit;
using Zzz.Deflate;
using Zzz.Deflate.Deflating;

namespace Zzz.Tests.Deflate;

public class SlidingWindowTests
{
    [Theory]
    [InlineData(8, 300)]
    [InlineData(8, 1000)]
    [InlineData(12, 3000)]
    [InlineData(12, 10_000)]
    [InlineData(15, 20_000)]
    public void It_holds_the_last_bytes_of_all_messages(int bits, int maxLength)
    {
        var random = new Random(7);
        var window = new SlidingWindow(bits);
        var all = new List<byte>();
        for (int i = 0; i < 200; i++)
        {
            byte[] message = new byte[random.Next(maxLength)];
            random.NextBytes(message);
            window.Append(message);
            all.AddRange(message);

            int size = Math.Min(all.Count, 1 << bits);
            Assert.Equal(all[^size..].ToArray(), window.History.ToArray());
            Assert.InRange(window.MemorySize, size, 2 << bits);
        }
    }

    [Fact]
    public void It_takes_no_memory_before_the_first_message_and_after_return()
    {
        var window = new SlidingWindow(15);
        Assert.Equal(0, window.MemorySize);

        window.Append("Hello"u8);
        Assert.InRange(window.MemorySize, 5, 64);

        window.Return();
        Assert.Equal(0, window.MemorySize);
        Assert.True(window.History.IsEmpty);
    }

    [Fact]
    public void Both_directions_at_window_12_stay_under_24_KB()
    {
        var samples = new SampleMessages(8);
        var inflate = new SlidingWindow(12);
        var deflate = new DeflateWindow(12);
        byte[] output = new byte[10_000];
        for (int i = 0; i < 100; i++)
        {
            byte[] message = samples.Next(SampleKind.Json, 1000);
            Assert.True(Deflater.Current.TryDeflate(message, output, deflate, WsCompressionLevel.Fastest, out _));
            inflate.Append(message);
        }

        Assert.InRange(inflate.MemorySize + deflate.MemorySize, 1, 24 * 1024);
    }

    [Fact]
    public void A_deflate_window_forgets_everything_on_return()
    {
        byte[] message = new SampleMessages(10).Next(SampleKind.Random, 200);
        byte[] output = new byte[300];
        var window = new DeflateWindow(12);
        var deflater = new Deflater();
        Assert.True(deflater.TryDeflate(message, output, window, WsCompressionLevel.Fastest, out _));

        window.Return();

        Assert.Equal(0, window.MemorySize);
        Assert.True(deflater.TryDeflate(message, output, window, WsCompressionLevel.Fastest, out int written));
        Assert.InRange(written, 200, 210);
    }
}
