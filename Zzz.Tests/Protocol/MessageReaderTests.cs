using Xunit;
using Zzz.Protocol;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Protocol;

public class MessageReaderTests
{
    [Fact]
    public void A_text_message_of_one_frame() => SplitProperty.Assert_events(ClientFrame.Text("Hello €"), "text Hello €");

    [Fact]
    public void The_masked_example_of_the_RFC() =>
        SplitProperty.Assert_events(Bytes.Of("81 85 37FA213D 7F9F4D5158"), "text Hello"); // RFC 6455 §5.7

    [Fact]
    public void An_empty_message() => SplitProperty.Assert_events([.. ClientFrame.Text(""), .. ClientFrame.Binary()], "text ", "binary ");

    [Theory]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65535)]
    [InlineData(65536)]
    public void A_message_of_each_length_form(int size) =>
        Assert.Equal([$"binary {Convert.ToHexString(Bytes.Pattern(size))}"], MessageTrace.Of(ClientFrame.Binary(Bytes.Pattern(size))));

    [Fact]
    public void A_message_in_fragments() =>
        SplitProperty.Assert_events(
            [.. ClientFrame.Of(0x01, "Hel"u8.ToArray()), .. ClientFrame.Of(0x00, "l"u8.ToArray()), .. ClientFrame.Of(0x80, "o"u8.ToArray())],
            "text Hello");

    [Fact]
    public void A_character_may_be_cut_between_fragments() =>
        SplitProperty.Assert_events([.. ClientFrame.Of(0x01, [0xE2]), .. ClientFrame.Of(0x00, [0x82]), .. ClientFrame.Of(0x80, [0xAC])], "text €");

    [Fact]
    public void Empty_fragments_at_every_place() =>
        SplitProperty.Assert_events(
            [
                .. ClientFrame.Of(0x02, []), .. ClientFrame.Of(0x00, []), .. ClientFrame.Of(0x00, [1, 2]),
                .. ClientFrame.Of(0x00, []), .. ClientFrame.Of(0x80, []),
            ],
            "binary 0102");

    [Fact]
    public void A_message_whose_last_fragment_is_its_only_content() =>
        SplitProperty.Assert_events([.. ClientFrame.Of(0x01, []), .. ClientFrame.Of(0x80, "all"u8.ToArray()), .. ClientFrame.Text("next")], "text all", "text next");

    [Fact]
    public void Control_frames_between_fragments_come_at_once() =>
        SplitProperty.Assert_events(
            [.. ClientFrame.Of(0x01, "a"u8.ToArray()), .. ClientFrame.Ping(1), .. ClientFrame.Pong(2), .. ClientFrame.Of(0x80, "b"u8.ToArray())],
            "ping 01", "pong 02", "text ab");

    [Fact]
    public void A_close_inside_a_message() =>
        SplitProperty.Assert_events([.. ClientFrame.Of(0x01, "a"u8.ToArray()), .. ClientFrame.Close(1000, "bye")], "close 1000 bye");

    [Fact]
    public void A_close_without_a_code() => SplitProperty.Assert_events(ClientFrame.Close(), "close 1005");

    [Fact]
    public void A_close_with_the_longest_reason() =>
        SplitProperty.Assert_events(ClientFrame.Close(4000, new string('x', 123)), $"close 4000 {new string('x', 123)}");

    [Fact]
    public void What_follows_a_close_is_ignored() =>
        SplitProperty.Assert_events([.. ClientFrame.Close(1000), .. ClientFrame.Text("late"), .. ClientFrame.Ping(), 0xFF, 0xFF], "close 1000");

    [Fact]
    public void What_follows_a_fault_is_ignored() =>
        SplitProperty.Assert_events([.. ClientFrame.Text("fine"), 0x83, .. ClientFrame.Text("late")], "text fine", "fault 1002 RFC 6455 §5.2");

    [Fact]
    public void A_whole_message_is_read_where_it_lies()
    {
        byte[] input = ClientFrame.Text("Hello");
        MessageEvent found = new MessageReader(100, new CloseState()).Read(input, out int consumed);
        Assert.Equal((6, 5, 11), (found.Start, found.Length, consumed));
        Assert.Equal("Hello"u8.ToArray(), input[6..]);
    }

    [Fact]
    public void Several_messages_come_out_one_by_one()
    {
        byte[] input = [.. ClientFrame.Text("a"), .. ClientFrame.Text("b")];
        var reader = new MessageReader(100, new CloseState());
        Assert.Equal(MessageEventKind.Message, reader.Read(input, out int first).Kind);
        Assert.Equal(7, first);
        Assert.Equal(MessageEventKind.Message, reader.Read(input.AsSpan(first), out int second).Kind);
        Assert.Equal(7, second);
    }

    [Fact]
    public void Nothing_is_read_once_the_connection_has_failed_elsewhere()
    {
        var close = new CloseState();
        var reader = new MessageReader(100, close);
        close.MarkReceived();
        Assert.Equal(MessageEventKind.NeedMore, reader.Read(ClientFrame.Text("late"), out int consumed).Kind);
        Assert.Equal(10, consumed);
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(10, 11, false)]
    public void A_message_may_be_as_long_as_the_limit_and_no_longer(int limit, int size, bool accepted)
    {
        (int bytes, string fault) = MessageTrace.FirstFault(ClientFrame.Binary(new byte[size]), limit);
        Assert.Equal(accepted ? (0, "") : (6, "fault 1009 RFC 6455 §7.4.1"), (bytes, fault));
    }

    [Fact]
    public void The_limit_counts_all_fragments()
    {
        byte[] input = [.. ClientFrame.Of(0x02, new byte[6]), .. ClientFrame.Of(0x00, new byte[4]), .. ClientFrame.Of(0x80, new byte[1])];
        Assert.Equal((12 + 10 + 6, "fault 1009 RFC 6455 §7.4.1"), MessageTrace.FirstFault(input, maxMessageSize: 10));
    }

    [Theory]
    [InlineData("82 FF 4000000000000000 00000000")]
    [InlineData("82 FF 7FFFFFFFFFFFFFFF 00000000")]
    [InlineData("02 81 00000000 00 80 FF 7FFFFFFFFFFFFFFF 00000000")]
    public void A_length_that_cannot_be_is_refused_before_memory_is_taken(string hex)
    {
        byte[] input = Bytes.Of(hex);
        Assert.Equal((input.Length, "fault 1009 RFC 6455 §7.4.1"), MessageTrace.FirstFault(input));
    }
}
