using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

public class FrameWriterTests
{
    [Theory]
    [InlineData(Opcode.Text, 0L, "81 00")]
    [InlineData(Opcode.Text, 1L, "81 01")]
    [InlineData(Opcode.Binary, 125L, "82 7D")]
    [InlineData(Opcode.Binary, 126L, "82 7E 007E")]
    [InlineData(Opcode.Binary, 65535L, "82 7E FFFF")]
    [InlineData(Opcode.Binary, 65536L, "82 7F 0000000000010000")]
    [InlineData(Opcode.Close, 2L, "88 02")]
    [InlineData(Opcode.Ping, 3L, "89 03")]
    [InlineData(Opcode.Pong, 4L, "8A 04")]
    internal void A_header_has_no_mask_and_the_shortest_length(Opcode opcode, long length, string hex)
    {
        Span<byte> written = stackalloc byte[FrameHeader.MaxSize];
        int size = FrameWriter.WriteHeader(written, opcode, length);

        Assert.Equal(Bytes.Of(hex), written[..size].ToArray());
        Assert.Equal(size, FrameWriter.HeaderSize(length));
    }

    [Fact]
    public void A_compressed_message_has_RSV1()
    {
        Span<byte> written = stackalloc byte[FrameHeader.MaxSize];
        FrameWriter.WriteHeader(written, Opcode.Text, 5, compressed: true);
        Assert.Equal(0xC1, written[0]);
    }
}
