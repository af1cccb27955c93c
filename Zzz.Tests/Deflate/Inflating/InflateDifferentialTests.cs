using System.IO.Compression;
using Xunit;
using Zzz.Deflate;
using Zzz.Deflate.Inflating;

namespace Zzz.Tests.Deflate.Inflating;

/// <summary><see cref="Inflater"/> must be able to read what <see cref="DeflateStream"/> writes.</summary>
public class InflateDifferentialTests
{
    public static TheoryData<CompressionLevel> Levels
        => [CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Without_takeover(CompressionLevel level)
    {
        int seed = Random.Shared.Next();
        var samples = new SampleMessages(seed);
        var inflater = new MessageInflater();
        for (int i = 0; i < 1000; i++)
        {
            byte[] message = samples.Next(i % 50 == 0 ? 100_000 : 4000);
            using var system = new SystemDeflater(level);

            AssertSame(message, inflater.Inflate(system.Deflate(message)), seed, i);
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void With_takeover(CompressionLevel level)
    {
        int seed = Random.Shared.Next();
        var samples = new SampleMessages(seed);
        using var system = new SystemDeflater(level);
        var inflater = new MessageInflater(15, new SlidingWindow(15));
        for (int i = 0; i < 2000; i++)
        {
            byte[] message = samples.Next(i % 50 == 0 ? 100_000 : 4000);

            AssertSame(message, inflater.Inflate(system.Deflate(message)), seed, i);
        }
    }

    private static void AssertSame(byte[] message, byte[]? decoded, int seed, int index)
        => Assert.True(decoded is not null && message.AsSpan().SequenceEqual(decoded), $"seed {seed}, message {index} of {message.Length} bytes");
}
