using Xunit;
using Zzz.Deflate;
using Zzz.Deflate.Deflating;
using Zzz.Deflate.Inflating;

namespace Zzz.Tests.Deflate;

/// <summary>Once the codec is warm, messages allocate nothing.</summary>
public class CodecAllocationTests
{
    private static readonly byte[][] Messages = BuildMessages();

    [Theory]
    [InlineData(WsCompressionLevel.Fastest)]
    [InlineData(WsCompressionLevel.Optimal)]
    public void Without_takeover(WsCompressionLevel level)
        => Assert.Equal(0, Allocated(message => RoundTripAlone(message, level)));

    [Theory]
    [InlineData(WsCompressionLevel.Fastest)]
    [InlineData(WsCompressionLevel.Optimal)]
    public void With_takeover(WsCompressionLevel level)
    {
        var deflate = new DeflateWindow(12);
        var inflate = new SlidingWindow(12);

        Assert.Equal(0, Allocated(message => RoundTrip(message, level, deflate, inflate)));
    }

    private static void RoundTripAlone(byte[] message, WsCompressionLevel level)
    {
        Span<byte> payload = stackalloc byte[message.Length + 64];
        Span<byte> decoded = stackalloc byte[message.Length];
        Assert.True(Deflater.Current.TryDeflate(message, payload, 15, level, out int written));
        Inflate(payload[..written], decoded, default);
    }

    private static void RoundTrip(byte[] message, WsCompressionLevel level, DeflateWindow deflate, SlidingWindow inflate)
    {
        Span<byte> payload = stackalloc byte[message.Length + 64];
        Span<byte> decoded = stackalloc byte[message.Length];
        Assert.True(Deflater.Current.TryDeflate(message, payload, deflate, level, out int written));
        Inflate(payload[..written], decoded, inflate.History);
        inflate.Append(decoded);
    }

    private static void Inflate(ReadOnlySpan<byte> payload, Span<byte> decoded, ReadOnlySpan<byte> history)
    {
        int length = 0;
        Inflater inflater = InflaterPool.Rent(15);
        InflateStatus status = inflater.Inflate(payload, out _, decoded, ref length, history);
        Assert.True(status == InflateStatus.NeedInput && inflater.AtMessageEnd); // Assert.Equal allocates
        InflaterPool.Return(inflater);
    }

    private static long Allocated(Action<byte[]> roundTrip)
    {
        for (int i = 0; i < 3 * Messages.Length; i++)
            roundTrip(Messages[i % Messages.Length]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3 * Messages.Length; i++)
            roundTrip(Messages[i % Messages.Length]);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[][] BuildMessages()
    {
        var samples = new SampleMessages(9);
        return [.. Enumerable.Range(0, 300).Select(_ => samples.Next(20_000))];
    }
}
