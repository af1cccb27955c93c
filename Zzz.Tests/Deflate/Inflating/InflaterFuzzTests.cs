using System.IO.Compression;
using Xunit;
using Zzz.Deflate.Inflating;

namespace Zzz.Tests.Deflate.Inflating;

/// <summary>
/// Payloads from the corpus, damaged in every way. Nothing throws, hangs or writes outside the buffer, and zlib reads the same from any that pass.
/// </summary>
public class InflaterFuzzTests
{
    private const int Iterations = 20_000;
    private const int MaxMessage = 64 * 1024;

    [Fact]
    public void Damaged_payloads()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        byte[][] corpus = DeflateCorpus.Load();
        for (int i = 0; i < Iterations; i++)
            Try(Damage(random, corpus), random, $"seed {seed}, iteration {i}");
    }

    [Fact]
    public void Noise()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < Iterations; i++)
        {
            byte[] payload = new byte[random.Next(1, 200)];
            random.NextBytes(payload);
            Try(payload, random, $"seed {seed}, iteration {i}");
        }
    }

    [Fact]
    public void The_corpus_itself_is_read_whole()
    {
        foreach (byte[] payload in DeflateCorpus.Load())
            Assert.NotNull(new MessageInflater().Inflate(payload));
    }

    private static void Try(byte[] payload, Random random, string what)
    {
        byte[] history = new byte[random.Next(3) * 100];
        var inflater = new Inflater();
        inflater.Reset(random.Next(8, 16));
        Run(inflater, payload, random, history, what);

        inflater.Reset(15);
        byte[] message = Run(inflater, payload, random, [], what);
        if (inflater.AtMessageEnd)
            AssertSystemReads(payload, message, what);
    }

    private static byte[] Run(Inflater inflater, ReadOnlySpan<byte> payload, Random random, byte[] history, string what)
    {
        var buffer = new GuardedBuffer(random.Next(100));
        int length = 0;
        int end = 0;
        int position = 0;
        for (int calls = 0; ; calls++)
        {
            Assert.True(calls < 2 * (MaxMessage + payload.Length), what);
            InflateStatus status = inflater.Inflate(payload[position..end], out int consumed, buffer.Span, ref length, history);
            buffer.AssertIntact(what);
            Assert.True(consumed <= end - position && length <= buffer.Span.Length, what);
            position += consumed;
            if (status == InflateStatus.NeedInput && end < payload.Length)
                end = random.Next(2) == 0 ? payload.Length : random.Next(end + 1, payload.Length + 1);
            else if (status == InflateStatus.NeedOutput && length < MaxMessage)
                buffer = Grow(buffer, random.Next(1, 2000));
            else
                return buffer.Span[..length].ToArray();
        }
    }

    private static GuardedBuffer Grow(GuardedBuffer old, int by)
    {
        var buffer = new GuardedBuffer(old.Span.Length + by);
        old.Span.CopyTo(buffer.Span);
        return buffer;
    }

    /// <summary>Asserts that System.IO.Compression reads the same, up to the first final block, where it stops.</summary>
    private static void AssertSystemReads(byte[] payload, byte[] message, string what)
    {
        using var stream = new DeflateStream(new MemoryStream([.. payload, 0x00, 0x00, 0xFF, 0xFF, 0x03, 0x00]), CompressionMode.Decompress);
        using var decoded = new MemoryStream();
        stream.CopyTo(decoded);
        Assert.True(message.AsSpan().StartsWith(decoded.ToArray()), what);
    }

    private static byte[] Damage(Random random, byte[][] corpus)
    {
        byte[] payload = [.. corpus[random.Next(corpus.Length)]];
        for (int left = random.Next(1, 6); left > 0 && payload.Length > 0; left--)
        {
            int at = random.Next(payload.Length);
            switch (random.Next(6))
            {
                case 0: payload[at] = (byte)random.Next(256); break;
                case 1: payload = payload[..at]; break;
                case 2: payload = [.. payload[..at], (byte)random.Next(256), .. payload[at..]]; break;
                case 3: payload = [.. payload[..at], .. payload[(at + 1)..]]; break;
                case 4: payload = [.. payload[..at], .. corpus[random.Next(corpus.Length)]]; break;
                default: payload[at] ^= (byte)(1 << random.Next(8)); break;
            }
        }
        return payload;
    }
}
