using System.Text;
using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

public class PreparedMessageTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("to be, or not to be; ", 40)));

    [Fact]
    public void Every_connection_gets_the_bytes_that_it_would_get_alone()
    {
        var message = PreparedMessage.Of(WsMessageKind.Text, Text);
        foreach (DeflateParameters? agreed in new[] { null, Agreed(15), Agreed(9), Agreed(12, takeover: true) })
        {
            PooledBuffer prepared = default;
            PooledBuffer alone = default;
            Writer(agreed).WritePrepared(ref prepared, message);
            Writer(agreed).WriteMessage(ref alone, WsMessageKind.Text, Text, compress: true);
            Assert.Equal(Inflated(alone.Span, agreed), Inflated(prepared.Span, agreed));
            Assert.Equal(agreed is null ? 0x81 : 0xC1, prepared.Span[0]);
        }
    }

    [Fact]
    public void Each_connection_with_a_history_gets_its_own_bytes()
    {
        var message = PreparedMessage.Of(WsMessageKind.Text, Text);
        foreach (string own in new[] { "to be, to be, to be, to be", "or not, or not, or not, or not" })
        {
            MessageWriter writer = Writer(Agreed(15, takeover: true));
            var client = new Decompressor(Agreed(15, takeover: true), 1 << 20);
            PooledBuffer before = default;
            PooledBuffer shared = default;
            PooledBuffer after = default;
            writer.WriteMessage(ref before, WsMessageKind.Text, Encoding.UTF8.GetBytes(own));
            writer.WritePrepared(ref shared, message);
            writer.WriteMessage(ref after, WsMessageKind.Text, Encoding.UTF8.GetBytes(own));

            Assert.Equal(own, Encoding.UTF8.GetString(Inflated(before.Span, client)));
            Assert.Equal(Text, Inflated(shared.Span, client));
            Assert.Equal(own, Encoding.UTF8.GetString(Inflated(after.Span, client)));
        }
    }

    [Fact]
    public void It_is_compressed_once_per_window_size_and_level()
    {
        var message = PreparedMessage.Of(WsMessageKind.Binary, Text);
        ReadOnlySpan<byte> first = message.CompressedFrame(new Compressor(Agreed(15)));
        ReadOnlySpan<byte> second = message.CompressedFrame(new Compressor(Agreed(15)));
        ReadOnlySpan<byte> smaller = message.CompressedFrame(new Compressor(Agreed(8)));
        ReadOnlySpan<byte> better = message.CompressedFrame(new Compressor(Agreed(15), WsCompressionLevel.Optimal));

        Assert.True(first == second, "the same bytes in the same place");
        Assert.False(first == smaller);
        Assert.False(first == better);
    }

    [Fact]
    public void What_does_not_shrink_stays_as_it_is()
    {
        var message = PreparedMessage.Of(WsMessageKind.Binary, [1, 2, 3]);
        Assert.Equal([0x82, 3, 1, 2, 3], message.CompressedFrame(new Compressor(Agreed(15))).ToArray());
    }

    [Fact]
    public void Its_memory_goes_back_with_the_last_reference()
    {
        var message = PreparedMessage.Of(WsMessageKind.Binary, Text);
        message.CompressedFrame(new Compressor(Agreed(15)));
        message.AddReference();

        message.Release();
        Assert.Equal(Text, message.Payload.ToArray());
        message.Release();
        Assert.Equal(0, message.Frame.Length);
    }

    private static DeflateParameters Agreed(int windowBits, bool takeover = false) => new(takeover, windowBits, takeover, windowBits);

    private static MessageWriter Writer(DeflateParameters? agreed) =>
        new(new CloseState(), agreed is null ? null : new Compressor(agreed));

    /// <summary>Returns the payload of a server's frame of up to 65535 bytes, inflated if RSV1 says so.</summary>
    private static byte[] Inflated(ReadOnlySpan<byte> frame, DeflateParameters? agreed) =>
        Inflated(frame, new Decompressor(agreed ?? Agreed(15), 1 << 20));

    private static byte[] Inflated(ReadOnlySpan<byte> frame, Decompressor decompressor)
    {
        ReadOnlySpan<byte> payload = frame[(frame[1] == 126 ? 4 : 2)..];
        if ((frame[0] & 0x40) == 0) return payload.ToArray();
        PooledBuffer message = default;
        Assert.Null(decompressor.Append(payload, ref message));
        Assert.Null(decompressor.Finish(message.Span));
        return message.Span.ToArray();
    }
}
