using System.Text;
using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

public class ClosePayloadTests
{
    [Fact]
    public void Every_code_is_judged()
    {
        for (int code = 0; code <= 65535; code++)
        {
            bool valid = code is 1000 or 1001 or 1002 or 1003 or 1007 or 1008 or 1009 or 1010 or 1011 or 1012 or 1013 or 1014 or (>= 3000 and < 5000);
            ProtocolFault? fault = ClosePayload.Read([(byte)(code >> 8), (byte)code], out ClosePayload payload);

            Assert.Equal(valid ? null : ProtocolFault.InvalidCloseCode, fault);
            Assert.Equal(valid ? (WsCloseCode)code : WsCloseCode.NoStatusReceived, payload.Code);
            Assert.Equal(valid && code != 1010, ClosePayload.MayBeSent((WsCloseCode)code));
        }
    }

    [Fact]
    public void An_empty_payload_is_1005()
    {
        Assert.Null(ClosePayload.Read([], out ClosePayload payload));
        Assert.Equal(new ClosePayload(WsCloseCode.NoStatusReceived, ""), payload);
    }

    [Fact]
    public void A_reason_is_read()
    {
        Assert.Null(ClosePayload.Read([0x03, 0xE8, .. "tschüß"u8], out ClosePayload payload));
        Assert.Equal(new ClosePayload(WsCloseCode.NormalClosure, "tschüß"), payload);
    }

    [Theory]
    [InlineData("03E8 FF")]
    [InlineData("03E8 41 E2 82")]
    [InlineData("03E8 ED A0 80")]
    public void A_reason_that_is_no_UTF8_is_refused(string hex) =>
        Assert.Equal(ProtocolFault.InvalidCloseReason, ClosePayload.Read(Bytes.Of(hex), out _));

    [Theory]
    [InlineData(1000, "", "03E8")]
    [InlineData(4999, "ok", "1387 6F6B")]
    [InlineData(1005, "", "")]
    public void A_payload_is_written(int code, string reason, string hex)
    {
        Span<byte> written = stackalloc byte[125];
        int size = new ClosePayload((WsCloseCode)code, reason).Write(written);
        Assert.Equal(Bytes.Of(hex), written[..size].ToArray());
    }

    [Theory]
    [InlineData("a", 123)]
    [InlineData("é", 122)]
    [InlineData("€", 123)]
    [InlineData("😀", 120)]
    public void A_reason_that_is_too_long_is_cut_between_two_characters(string character, int bytes)
    {
        string reason = string.Concat(Enumerable.Repeat(character, 200));
        Span<byte> written = stackalloc byte[125];
        int size = new ClosePayload(WsCloseCode.NormalClosure, reason).Write(written);

        Assert.Equal(2 + bytes, size);
        Assert.Equal(reason[..(bytes / Encoding.UTF8.GetByteCount(character) * character.Length)], Encoding.UTF8.GetString(written[2..size]));
    }

    [Fact]
    public void A_lone_surrogate_in_a_reason_becomes_a_replacement_character()
    {
        Span<byte> written = stackalloc byte[125];
        int size = new ClosePayload(WsCloseCode.NormalClosure, "a\ud800b").Write(written);
        Assert.Equal(Bytes.Of("03E8 61 EFBFBD 62"), written[..size].ToArray());
    }
}
