using Xunit;
using Zzz.Deflate;
using Zzz.Deflate.Deflating;
using Zzz.Deflate.Inflating;

namespace Zzz.Tests.Deflate.Deflating;

/// <summary><see cref="System.IO.Compression"/> and a strict <see cref="Inflater"/> must be able to read what <see cref="Deflater"/> writes.</summary>
public class DeflateDifferentialTests
{
    public static MatrixTheoryData<int, WsCompressionLevel> WindowsAndLevels
        => new([8, 9, 10, 11, 12, 13, 14, 15], Enum.GetValues<WsCompressionLevel>());

    [Theory]
    [MemberData(nameof(WindowsAndLevels))]
    public void Without_takeover(int windowBits, WsCompressionLevel level)
    {
        int seed = Random.Shared.Next();
        var samples = new SampleMessages(seed);
        var strict = new MessageInflater(windowBits);
        for (int i = 0; i < 1000; i++)
        {
            byte[] message = samples.Next(i % 50 == 0 ? 100_000 : 4000);
            byte[] payload = Deflate(message, windowBits, level);

            AssertSame(message, SystemInflater.InflateAlone(payload), seed, i);
            AssertSame(message, strict.Inflate(payload), seed, i);
        }
    }

    [Theory]
    [MemberData(nameof(WindowsAndLevels))]
    public void With_takeover(int windowBits, WsCompressionLevel level)
    {
        int seed = Random.Shared.Next();
        var samples = new SampleMessages(seed);
        var window = new DeflateWindow(windowBits);
        using var system = new SystemInflater();
        var strict = new MessageInflater(windowBits, new SlidingWindow(windowBits));
        for (int i = 0; i < 1500; i++)
        {
            byte[] message = samples.Next(i % 50 == 0 ? 100_000 : 4000);
            byte[] output = new byte[message.Length + 64];
            if (i % 7 == 0)
                Assert.False(Deflater.Current.TryDeflate(message, output.AsSpan(0, 0), window, level, out _));
            Assert.True(Deflater.Current.TryDeflate(message, output, window, level, out int written));

            AssertSame(message, system.Inflate(output.AsSpan(0, written), message.Length), seed, i);
            AssertSame(message, strict.Inflate(output[..written]), seed, i);
        }
    }

    private static byte[] Deflate(byte[] message, int windowBits, WsCompressionLevel level)
    {
        byte[] output = new byte[message.Length + 64];
        Assert.True(Deflater.Current.TryDeflate(message, output, windowBits, level, out int written));
        return output[..written];
    }

    private static void AssertSame(byte[] message, byte[]? decoded, int seed, int index)
        => Assert.True(decoded is not null && message.AsSpan().SequenceEqual(decoded), $"seed {seed}, message {index} of {message.Length} bytes");
}
