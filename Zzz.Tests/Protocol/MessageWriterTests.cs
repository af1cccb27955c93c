using System.Buffers;
using System.Text;
using Xunit;
using Zzz.Protocol;
using Zzz.Tests.Deflate;

namespace Zzz.Tests.Protocol;

public class MessageWriterTests
{
    private readonly CloseState _close = new();
    private PooledBuffer _output = new(1_000_000);

    [Fact]
    public void A_text_message_is_one_frame()
    {
        new MessageWriter(new CloseState()).WriteMessage(ref _output, WsMessageKind.Text, "Hello"u8);
        AssertWritten("81 05 48656C6C6F");
    }

    [Fact]
    public void A_binary_message_is_one_frame()
    {
        new MessageWriter(new CloseState()).WriteMessage(ref _output, WsMessageKind.Binary, [1, 2, 3]);
        AssertWritten("82 03 010203");
    }

    [Theory]
    [InlineData("", "81 00")]
    [InlineData("Hello", "81 05 48656C6C6F")]
    [InlineData("€😀", "81 07 E282AC F09F9880")]
    public void A_string_is_written_as_UTF8(string text, string hex)
    {
        new MessageWriter(new CloseState()).WriteText(ref _output, text, Encoding.UTF8.GetByteCount(text));
        AssertWritten(hex);
    }

    [Fact]
    public void A_lone_surrogate_becomes_a_replacement_character()
    {
        new MessageWriter(new CloseState()).WriteText(ref _output, "a\ud800", utf8Length: 4);
        AssertWritten("81 04 61 EFBFBD");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_text_that_the_app_makes_shorter_after_it_was_measured_shows_nothing_of_the_memory(bool compresses)
    {
        byte[] others = ArrayPool<byte>.Shared.Rent(1024);
        others.AsSpan().Fill((byte)'x');
        ArrayPool<byte>.Shared.Return(others);
        var agreed = new DeflateParameters(false, 15, false, 15);
        var writer = new MessageWriter(new CloseState(), compresses ? new Compressor(agreed) : null);

        writer.WriteText(ref _output, "only this", utf8Length: 1024);

        ReadOnlySpan<byte> frame = _output.Span;
        byte[] message = compresses ? new MessageInflater().Inflate(frame[2..].ToArray())! : frame[4..].ToArray();
        Assert.Equal([.. "only this"u8, .. new byte[1015]], message);
    }

    [Fact]
    public void Frames_follow_each_other()
    {
        new MessageWriter(new CloseState()).WriteMessage(ref _output, WsMessageKind.Text, "a"u8);
        MessageWriter.WriteControl(ref _output, Opcode.Pong, "b"u8);
        AssertWritten("81 01 61  8A 01 62");
    }

    [Fact]
    public void A_close_frame_marks_that_it_was_sent()
    {
        new MessageWriter(_close).WriteClose(ref _output, new ClosePayload(WsCloseCode.NormalClosure, "bye"));
        AssertWritten("88 05 03E8 627965");
        Assert.True(_close.IsSent);
        Assert.False(_close.IsReceived);
    }

    [Fact]
    public void A_close_frame_without_a_code_is_empty()
    {
        new MessageWriter(_close).WriteClose(ref _output, ClosePayload.Empty);
        AssertWritten("88 00");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 127)]
    [InlineData(126, 130)]
    [InlineData(65535, 65539)]
    [InlineData(65536, 65546)]
    public void The_size_of_a_frame_is_known_before_it_is_written(int payload, int size)
    {
        Assert.Equal(size, FrameWriter.FrameSize(payload));
        new MessageWriter(new CloseState()).WriteMessage(ref _output, WsMessageKind.Binary, new byte[payload]);
        Assert.Equal(size, _output.Length);
    }

    private void AssertWritten(string hex) => Assert.Equal(Bytes.Of(hex), _output.Memory.ToArray());
}
