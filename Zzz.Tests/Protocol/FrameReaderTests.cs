using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

public class FrameReaderTests
{
    [Theory]
    [InlineData("81 80 01020304", true, Opcode.Text, 0L)]
    [InlineData("01 80 01020304", false, Opcode.Text, 0L)]
    [InlineData("82 FD 01020304", true, Opcode.Binary, 125L)]
    [InlineData("82 FE 007E 01020304", true, Opcode.Binary, 126L)]
    [InlineData("82 FE FFFF 01020304", true, Opcode.Binary, 65535L)]
    [InlineData("82 FF 0000000000010000 01020304", true, Opcode.Binary, 65536L)]
    [InlineData("82 FF 7FFFFFFFFFFFFFFF 01020304", true, Opcode.Binary, long.MaxValue)]
    [InlineData("88 80 01020304", true, Opcode.Close, 0L)]
    [InlineData("89 FD 01020304", true, Opcode.Ping, 125L)]
    [InlineData("8A 81 01020304", true, Opcode.Pong, 1L)]
    internal void A_header_is_read_once_it_is_whole(string hex, bool fin, Opcode opcode, long length)
    {
        byte[] bytes = Bytes.Of(hex);
        for (int size = 0; size < bytes.Length; size++)
        {
            Assert.False(FrameReader.TryRead(bytes.AsSpan(0, size), default, out _, out ProtocolFault? early));
            Assert.Null(early);
        }

        Assert.True(FrameReader.TryRead(bytes, default, out FrameHeader header, out ProtocolFault? fault));
        Assert.Null(fault);
        Assert.Equal(new FrameHeader(fin, Rsv1: false, opcode, MaskKey: 0x04030201, length, bytes.Length), header);
        Assert.Equal(opcode >= Opcode.Close, header.IsControl);
    }

    [Theory]
    [InlineData("00 80 01020304", false)]
    [InlineData("80 80 01020304", true)]
    public void A_continuation_is_read_inside_a_message(string hex, bool fin)
    {
        Assert.True(FrameReader.TryRead(Bytes.Of(hex), new FrameContext(Compression: false, InMessage: true), out FrameHeader header, out _));
        Assert.Equal((fin, Opcode.Continuation), (header.Fin, header.Opcode));
    }

    [Fact]
    public void Bytes_after_the_header_are_left_alone()
    {
        Assert.True(FrameReader.TryRead(Bytes.Of("82 81 01020304 AA BB CC"), default, out FrameHeader header, out _));
        Assert.Equal(6, header.Size);
    }

    [Fact]
    public void Every_first_byte_is_judged_by_itself()
    {
        foreach (FrameContext context in new FrameContext[] { new(false, false), new(false, true), new(true, false), new(true, true) })
        {
            for (int first = 0; first <= 255; first++)
            {
                FrameReader.TryRead([(byte)first], context, out _, out ProtocolFault? fault);
                Assert.Equal(IsAllowed(first, context), fault is null);
            }
        }
    }

    /// <summary>Implements RFC 6455 §5.2, §5.4 and §5.5, and RFC 7692 §6, in another way than the reader does.</summary>
    private static bool IsAllowed(int first, FrameContext context)
    {
        bool fin = first >= 0x80, rsv1 = (first & 0x40) != 0, other = (first & 0x30) != 0;
        if (other) return false;
        return (first & 0xF) switch
        {
            0 => context.InMessage && !rsv1,
            1 or 2 => !context.InMessage && (!rsv1 || context.Compression),
            8 or 9 or 10 => fin && !rsv1,
            _ => false,
        };
    }
}
