using Xunit;
using Zzz.Deflate.Deflating;
using Zzz.Deflate.Deflating.Matching;

namespace Zzz.Tests.Deflate.Deflating;

/// <summary>A compression that failed halfway has no effect on later ones.</summary>
public class DeflaterFailureTests
{
    private readonly SampleMessages _samples = new(5);

    [Fact]
    public void A_matcher_that_was_left_halfway_finds_what_a_new_one_finds()
    {
        var matcher = new LazyMatcher();
        byte[] longMessage = _samples.Next(SampleKind.Json, 20_000);
        for (int i = 0; i < 100; i++)
        {
            matcher.Begin();
            matcher.FindBlock(longMessage, 0, 5000 + (i * 100), 32_768, new SequenceBuffer()); // and here it fails
            byte[] message = longMessage[..(1000 + i)];
            matcher.Begin();
            var fresh = new LazyMatcher();
            fresh.Begin();
            Assert.Equal(Found(fresh, message), Found(matcher, message));
        }

        static (int, int, int)[] Found(LazyMatcher matcher, byte[] message)
        {
            var sequences = new SequenceBuffer();
            matcher.FindBlock(message, 0, message.Length, 32_768, sequences);
            return [.. sequences.Sequences.ToArray().Select(sequence => (sequence.Literals, sequence.Length, sequence.Distance))];
        }
    }

    [Theory]
    [InlineData(WsCompressionLevel.Fastest)]
    [InlineData(WsCompressionLevel.Optimal)]
    public async Task After_payloads_that_change_while_they_are_compressed_10_000_messages_are_right(WsCompressionLevel level)
    {
        var deflater = new Deflater();
        byte[] changing = _samples.Next(SampleKind.Json, 30_000);
        byte[] output = new byte[64 * 1024];
        using var stop = new CancellationTokenSource();
        Task change = Task.Run(() => Change(changing, stop.Token), TestContext.Current.CancellationToken);
        for (int i = 0; i < 300; i++)
        {
            try
            {
                deflater.TryDeflate(changing, output, 15, level, out _);
            }
            catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException)
            {
                // The caller's fault, and no one else's.
            }
        }

        await stop.CancelAsync();
        await change;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] message = _samples.Next((SampleKind)(i % 2), 20 + (i % 700));
            Assert.True(deflater.TryDeflate(message, output, 15, level, out int written));
            Assert.Equal(message, new MessageInflater().Inflate(output[..written]));
        }
    }

    private static void Change(byte[] payload, CancellationToken stop)
    {
        var random = new Random(3);
        while (!stop.IsCancellationRequested) random.NextBytes(payload.AsSpan(random.Next(payload.Length - 500), 500));
    }
}
