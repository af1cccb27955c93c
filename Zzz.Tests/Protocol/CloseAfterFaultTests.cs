using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

/// <summary>After a fault, only the peer's close frame counts, however the bytes are cut.</summary>
public class CloseAfterFaultTests
{
    [Theory]
    [InlineData("83 80 00000000 88 80 00000000", true, "unknown opcode, close")]
    [InlineData("81 81 00000000 FF 88 82 00000000 03EF", true, "invalid text, close with 1007")]
    [InlineData("81 83 00000000 FF 8880 88 80 00000000", true, "invalid text before the end of its frame")]
    [InlineData("81 02 8880 88 80 00000000", true, "frame not masked")]
    [InlineData("83 80 00000000 81 02 8880 88 00", true, "all that follows not masked")]
    [InlineData("83 82 00000000 8880 89 81 00000000 88 82 FE 0003 00000000 888080 88 80 00000000", true, "ping and message in between")]
    [InlineData("82 FF 0000000000000001 00000000 88 88 80 00000000", true, "length not in its shortest form")]
    [InlineData("88 81 00000000 61", true, "close of one byte")]
    [InlineData("88 84 00000000 0000 6161", true, "close code 0")]
    [InlineData("88 84 00000000 03E8 61C2", true, "close reason that ends inside a character")]
    [InlineData("08 80 00000000", true, "fragmented close")]
    [InlineData("83 80 00000000", false, "no more")]
    [InlineData("83 80 00000000 88 82 00000000 03", false, "close without its last byte")]
    [InlineData("83 82 00000000 8880", false, "payload that looks like a close")]
    [InlineData("82 FF FFFFFFFFFFFFFFFF 00000000 88 80 00000000", false, "a length of 2^64 - 1")]
    [InlineData("82 FF 4000000000000000 00000000 88 80 00000000", false, "a message that never ends")]
    [InlineData("83 80 00000000 C8 80 00000000", false, "close with a reserved bit, which noise has")]
    public void Is_found(string hex, bool found, string what)
    {
        byte[] input = Bytes.Of(hex);
        Assert.Equal((found, what), (new MessageTrace().Feed(input).IsAnswered, what));
        Assert.Equal((found, what), (new MessageTrace().FeedSingly(input).IsAnswered, what));
        for (int cut = 0; cut <= input.Length; cut++)
        {
            MessageTrace trace = new MessageTrace().Feed(input[..cut]).Feed(input[cut..]);
            Assert.Equal((found, 1, what), (trace.IsAnswered, trace.Events.Count, what));
        }
    }

    /// <summary>The connection fails on the server's side, wherever the reader is.</summary>
    [Fact]
    public void Is_found_when_the_connection_has_failed_elsewhere()
    {
        byte[] input = Bytes.Of("82 82 00000000 8880 89 80 00000000 88 82 00000000 03E8");
        for (int cut = 0; cut < input.Length; cut++)
        {
            var close = new CloseState();
            var reader = new MessageReader(100, close);
            int at = 0;
            while (reader.Read(input.AsSpan(at, cut - at), out int consumed).Kind != MessageEventKind.NeedMore) at += consumed;
            close.MarkReceived();
            Assert.Equal(MessageEventKind.Close, reader.Read(input.AsSpan(cut), out int rest).Kind);
            Assert.Equal(input.Length - cut, rest);
        }
    }
}
