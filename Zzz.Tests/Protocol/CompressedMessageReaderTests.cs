using System.IO.Compression;
using System.Text;
using Xunit;
using Zzz.Deflate.Deflating;
using Zzz.Protocol;
using Zzz.Tests.Deflate;
using Zzz.Tests.Peers;

namespace Zzz.Tests.Protocol;

/// <summary>Compressed messages (RFC 7692), cut at every byte.</summary>
public class CompressedMessageReaderTests
{
    private static readonly DeflateParameters NoTakeover = new(false, 15, ClientContextTakeover: false, ClientWindowBits: 15);
    private static readonly DeflateParameters Takeover = NoTakeover with { ClientContextTakeover = true };

    [Theory]
    [InlineData("one block", "F248CDC9C90700")] // RFC 7692 §7.2.3.1
    [InlineData("a stored block", "000500FAFF48656C6C6F00")] // RFC 7692 §7.2.3.3
    [InlineData("a final block", "F348CDC9C9070000")] // RFC 7692 §7.2.3.4
    [InlineData("two blocks", "F248050000 00FFFF CAC9C90700")] // RFC 7692 §7.2.3.5
    [InlineData("empty blocks", "000000FFFF000000FFFFF248CDC9C907000000FFFF00")]
    public void The_examples_of_the_RFC(string what, string hex)
    {
        Assert.NotEmpty(what);
        AssertEvents(NoTakeover, ClientFrame.Of(0xC1, Bytes.Of(hex)), "text Hello");
        AssertEvents(Takeover, ClientFrame.Of(0xC2, Bytes.Of(hex)), "binary 48656C6C6F");
    }

    [Fact]
    public void An_empty_message() => AssertEvents(NoTakeover, [.. ClientFrame.Of(0xC1, [0x00]), .. ClientFrame.Of(0xC2, [0x02, 0x00])], "text ", "binary ");

    [Fact]
    public void A_message_that_refers_to_the_one_before() =>
        AssertEvents(Takeover, [.. ClientFrame.Of(0xC1, Bytes.Of("F248CDC9C90700")), .. ClientFrame.Of(0xC1, Bytes.Of("F200110000"))], "text Hello", "text Hello"); // RFC 7692 §7.2.3.2

    [Fact]
    public void What_was_not_compressed_is_not_in_the_window() =>
        AssertEvents(
            Takeover,
            [.. ClientFrame.Of(0xC1, Bytes.Of("F248CDC9C90700")), .. ClientFrame.Text("other"), .. ClientFrame.Of(0xC1, Bytes.Of("F200110000"))],
            "text Hello", "text other", "text Hello");

    [Fact]
    public void A_message_that_refers_to_the_one_before_without_takeover() =>
        AssertEvents(
            NoTakeover,
            [.. ClientFrame.Of(0xC1, Bytes.Of("F248CDC9C90700")), .. ClientFrame.Of(0xC1, Bytes.Of("F200110000")), .. ClientFrame.Text("more")],
            "text Hello", "fault 1007 RFC 7692 §7.2.2");

    [Fact]
    public void Pings_between_fragments_of_one_byte() =>
        AssertEvents(
            NoTakeover,
            [.. Bytes.Of("F248CDC9C90700").SelectMany((one, i) => (byte[])
                [.. ClientFrame.Of((byte)(i == 0 ? 0x41 : i == 6 ? 0x80 : 0x00), [one]), .. ClientFrame.Ping((byte)i), .. ClientFrame.Of(0x8A, [])])],
            [.. Enumerable.Range(0, 6).SelectMany(i => (string[])[$"ping 0{i}", "pong "]), "text Hello", "ping 06", "pong "]);

    [Fact]
    public void Empty_fragments_at_every_place() =>
        AssertEvents(
            NoTakeover,
            [.. ClientFrame.Of(0x41, []), .. ClientFrame.Of(0x00, Bytes.Of("F248")), .. ClientFrame.Of(0x00, []), .. ClientFrame.Of(0x00, Bytes.Of("CDC9C90700")), .. ClientFrame.Of(0x80, [])],
            "text Hello");

    [Theory]
    [InlineData(1, false, 15)]
    [InlineData(2, true, 15)]
    [InlineData(3, false, 9)]
    [InlineData(4, true, 9)]
    [InlineData(5, true, 8)]
    [InlineData(6, true, 12)]
    public void Messages_of_every_kind_in_random_fragments(int seed, bool takeover, int bits)
    {
        var random = new Random(seed);
        var samples = new SampleMessages(seed);
        var window = new DeflateWindow(bits);
        List<byte> input = [];
        List<string> events = [];
        foreach (SampleKind kind in Enum.GetValues<SampleKind>())
        {
            byte[] message = samples.Next(kind, 300);
            bool isText = kind is SampleKind.Json or SampleKind.Html;
            AddFragments(Deflated(message, takeover ? window : new DeflateWindow(bits)), isText ? 0x41 : 0x42);
            events.Add(isText ? $"text {Encoding.UTF8.GetString(message)}" : $"binary {Convert.ToHexString(message)}");
        }

        AssertEvents(NoTakeover with { ClientContextTakeover = takeover, ClientWindowBits = bits }, [.. input], [.. events]);

        void AddFragments(byte[] payload, int first)
        {
            for (int start = 0, end; start < payload.Length; start = end, first = 0)
            {
                end = Math.Min(payload.Length, start + random.Next(200));
                input.AddRange(ClientFrame.Of((byte)(first | (end == payload.Length ? 0x80 : 0)), payload[start..end]));
                if (end == payload.Length) return;
                input.AddRange(ClientFrame.Ping((byte)end));
                events.Add($"ping {(byte)end:X2}");
            }
        }
    }

    [Fact]
    public void Messages_of_the_reference_encoder_with_takeover()
    {
        using var deflater = new SystemDeflater(CompressionLevel.SmallestSize);
        var samples = new SampleMessages(7);
        byte[][] messages = [.. Enumerable.Range(0, 6).Select(_ => samples.Next(SampleKind.Json, 400))];
        AssertEvents(
            Takeover,
            [.. messages.SelectMany(message => ClientFrame.Of(0xC1, deflater.Deflate(message)))],
            [.. messages.Select(message => $"text {Encoding.UTF8.GetString(message)}")]);
    }

    [Theory]
    [InlineData("a block of type 3", "06")]
    [InlineData("a stored length that its complement does not confirm", "000500FBFF48656C6C6F00")]
    [InlineData("a distance before the first byte", "F200110000")]
    [InlineData("a stream that is cut off in a block", "F248CD")]
    [InlineData("a stream that is cut off in a stored block", "000500FAFF4865")]
    [InlineData("no bytes at all", "")]
    [InlineData("nothing where the tail belongs", "F248CDC9C907")]
    public void What_does_not_inflate(string what, string hex)
    {
        byte[] payload = Bytes.Of(hex);
        Assert.NotEmpty(what);
        AssertEvents(NoTakeover, [.. ClientFrame.Of(0xC2, payload), .. ClientFrame.Ping()], "fault 1007 RFC 7692 §7.2.2");
        AssertEvents(
            Takeover,
            [.. ClientFrame.Of(0x41, payload[..(payload.Length / 2)]), .. ClientFrame.Of(0x80, payload[(payload.Length / 2)..])],
            "fault 1007 RFC 7692 §7.2.2");
    }

    [Theory]
    [InlineData("a byte that UTF-8 does not have", "000300FCFF6162C0", 8)]
    [InlineData("a surrogate", "000300FCFFEDA080", 7)]
    [InlineData("a character that does not go on", "000300FCFFE28241", 8)]
    public void Text_that_is_not_UTF8_fails_at_the_byte_that_breaks_it(string what, string hex, int bytes)
    {
        Assert.NotEmpty(what);
        byte[] first = ClientFrame.Of(0x41, Bytes.Of(hex));
        byte[] input = [.. first, .. ClientFrame.Ping(), .. ClientFrame.Of(0x80, [0x00])];
        AssertEvents(NoTakeover, input, "fault 1007 RFC 6455 §8.1");
        Assert.Equal((first.Length - 8 + bytes, "fault 1007 RFC 6455 §8.1"), new MessageTrace(1024, NoTakeover).FeedToFault(input));
    }

    [Fact]
    public void Text_that_is_not_UTF8_fails_at_the_fragment_that_breaks_it()
    {
        byte[] good = ClientFrame.Of(0x41, Bytes.Of("000100FEFFE2"));
        byte[] bad = ClientFrame.Of(0x00, Bytes.Of("000100FEFF41"));
        byte[] input = [.. good, .. bad, .. ClientFrame.Of(0x80, [0x00])];
        Assert.Equal((good.Length + bad.Length, "fault 1007 RFC 6455 §8.1"), new MessageTrace(1024, Takeover).FeedToFault(input));
        AssertEvents(Takeover, input, "fault 1007 RFC 6455 §8.1");
    }

    [Fact]
    public void Text_that_ends_within_a_character() =>
        AssertEvents(NoTakeover, ClientFrame.Of(0xC1, Bytes.Of("000200FDFFE28200")), "fault 1007 RFC 6455 §8.1");

    [Theory]
    [InlineData("a bad block", "000200FDFFC04106")]
    [InlineData("a cut", "000200FDFFC041")]
    [InlineData("more than the limit", "000200FDFFC041000500FAFF48656C6C6F00")]
    public void Text_that_is_not_UTF8_is_found_before_what_follows(string what, string hex)
    {
        Assert.NotEmpty(what);
        AssertEvents(NoTakeover, ClientFrame.Of(0xC1, Bytes.Of(hex)), limit: 5, "fault 1007 RFC 6455 §8.1");
    }

    [Theory]
    [InlineData("one frame", "000500FAFF48656C6C6F000100FEFF2100")]
    [InlineData("a match that goes over it", "4A4CC4040000")]
    public void The_limit_is_that_of_the_inflated_message(string what, string hex)
    {
        Assert.NotEmpty(what);
        AssertEvents(NoTakeover, [.. ClientFrame.Of(0xC2, Bytes.Of(hex)), .. ClientFrame.Ping()], limit: 5, "fault 1009 RFC 6455 §7.4.1");
    }

    /// <summary>Blocks that inflate to nothing: 100 bytes of message may take 1,224 on the wire.</summary>
    [Fact]
    public void A_message_may_be_at_most_twice_its_limit_and_a_little_more_on_the_wire()
    {
        byte[] nothing = [.. Enumerable.Repeat(Bytes.Of("000000FFFF"), 122).SelectMany(block => block)]; // 610 bytes
        AssertEvents(NoTakeover, [.. ClientFrame.Of(0x41, nothing), .. ClientFrame.Of(0x80, nothing[..^4]), .. ClientFrame.Ping()], limit: 100, "text ", "ping ");
        AssertEvents(
            NoTakeover,
            [.. ClientFrame.Of(0x41, nothing), .. ClientFrame.Of(0x00, nothing), .. ClientFrame.Of(0x00, nothing), .. ClientFrame.Ping()],
            limit: 100,
            "fault 1009 RFC 6455 §7.4.1");
    }

    private static void AssertEvents(DeflateParameters agreed, byte[] input, params string[] events) => AssertEvents(agreed, input, 64 * 1024, events);

    private static void AssertEvents(DeflateParameters agreed, byte[] input, int limit, params string[] events) =>
        SplitProperty.Assert_events(() => new MessageTrace(limit, agreed), input, events);

    private static byte[] Deflated(byte[] message, DeflateWindow window)
    {
        byte[] output = new byte[2 * message.Length + 1024];
        Assert.True(Deflater.Current.TryDeflate(message, output, window, default, out int written));
        return output[..written];
    }
}
