using Xunit;
using Zzz.Tests.Protocol;

namespace Zzz.Tests.Testing;

public class WsTestFrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void A_frame_is_what_the_engine_reads(int length)
    {
        byte[] payload = Bytes.Pattern(length);
        byte[] bytes = WsTestFrame.Binary(payload).ToBytes();

        Assert.Equal($"binary {Convert.ToHexString(payload)}", Assert.Single(MessageTrace.Of(bytes)));
    }

    [Fact]
    public void What_is_wrong_in_it_is_there()
    {
        Assert.Equal([0x81, 0x01, (byte)'a'], (WsTestFrame.Text("a") with { IsMasked = false }).ToBytes());
        Assert.Equal(0x01, (WsTestFrame.Text("") with { IsFinal = false }).ToBytes()[0]);
        Assert.Equal(0xF3, new WsTestFrame(3, default) { ReservedBits = 7 }.ToBytes()[0]);
    }

    [Fact]
    public void A_close_has_code_and_reason() =>
        Assert.Equal([0x88, 0x05, 0x0F, 0xA0, .. "bye"u8], (WsTestFrame.Close((WsCloseCode)4000, "bye") with { IsMasked = false }).ToBytes());
}
