using Xunit;
using Zzz.Deflate;
using Zzz.Deflate.Inflating;

namespace Zzz.Tests.Deflate.Inflating;

/// <summary>Input that no compressor writes is refused as soon as it is read.</summary>
public class InflaterFaultTests
{
    private const int EndOfBlock = 256;

    [Fact]
    public void Block_type_3()
        => Refused(new BitStream().Block(3));

    [Fact]
    public void A_stored_length_that_its_complement_does_not_confirm()
        => Refused(new BitStream().Block(0).Number(0, 5).Number(5, 16).Number(0xFEFA, 16));

    [Theory]
    [InlineData(286)]
    [InlineData(287)]
    public void A_length_symbol_that_does_not_exist(int symbol)
        => Refused(new BitStream().Block(1).Fixed('a').Fixed(symbol).Number(0, 13));

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    public void A_distance_symbol_that_does_not_exist(int symbol)
        => Refused(new BitStream().Block(1).Fixed('a').Fixed(257).FixedDistance(symbol));

    [Fact]
    public void A_distance_before_the_first_byte()
        => Refused(new BitStream().Block(1).Fixed('a').Fixed(257).FixedDistance(1));

    [Fact]
    public void A_distance_before_the_history()
    {
        var window = new SlidingWindow(15);
        window.Append("abc"u8);

        Assert.Equal("abc"u8.ToArray(), Inflate(window, FromHistory(distanceSymbol: 2)));
        window = new SlidingWindow(15);
        window.Append("ab"u8);
        Assert.Null(Inflate(window, FromHistory(distanceSymbol: 2)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_distance_outside_the_window(int literalsAfterIt)
    {
        Assert.NotNull(new MessageInflater(9).Inflate(AtDistance257(literalsAfterIt)));
        Assert.Null(new MessageInflater(8).Inflate(AtDistance257(literalsAfterIt)));
    }

    [Theory]
    [InlineData(287, 1)]
    [InlineData(288, 1)]
    [InlineData(257, 31)]
    [InlineData(257, 32)]
    public void More_codes_than_there_are_symbols(int literals, int distances)
        => Refused(new BitStream().Block(2).Number(literals - 257, 5).Number(distances - 1, 5).Number(0, 4));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 0, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(2, 2, 2)]
    public void A_code_length_code_that_is_not_complete(int first, int second, int third)
        => Refused(new BitStream().Block(2).Number(0, 5).Number(0, 5).Number(0, 4).Number(first, 3).Number(second, 3).Number(third, 3).Number(0, 3));

    [Fact]
    public void A_repeat_of_no_length()
        => Refused(CodeLengths16And18().Code("0").Number(0, 2));

    [Fact]
    public void A_repeat_past_the_last_length()
        => Refused(CodeLengths16And18().Code("1").Number(127, 7).Code("1").Number(127, 7));

    [Fact]
    public void No_end_of_block()
        => Refused(new BitStream().DynamicHeader(Lengths(257, (0, 1), (1, 1)), [0]));

    [Fact]
    public void Too_many_literal_codes()
        => Refused(new BitStream().DynamicHeader(Lengths(257, (0, 1), (1, 1), (EndOfBlock, 1)), [0]));

    [Fact]
    public void Too_few_literal_codes()
        => Refused(new BitStream().DynamicHeader(Lengths(257, (0, 2), (EndOfBlock, 1)), [0]));

    [Fact]
    public void A_single_literal_code_of_two_bits()
        => Refused(new BitStream().DynamicHeader(Lengths(257, (EndOfBlock, 2)), [0]));

    [Fact]
    public void Too_many_distance_codes()
        => Refused(new BitStream().DynamicHeader(Lengths(257, (0, 1), (EndOfBlock, 1)), [1, 1, 1]));

    [Fact]
    public void Too_few_distance_codes()
        => Refused(new BitStream().DynamicHeader(Lengths(257, (0, 1), (EndOfBlock, 1)), [2, 2]));

    [Fact]
    public void A_single_literal_code_is_allowed_and_its_other_bit_is_not()
    {
        Assert.Equal([], new MessageInflater().Inflate(SingleLiteralCode().Code("0").End().ToArray())!);
        Refused(SingleLiteralCode().Code("1"));
    }

    [Fact]
    public void A_single_distance_code_is_allowed_and_its_other_bit_is_not()
    {
        Assert.Equal("aaaa"u8.ToArray(), new MessageInflater().Inflate(WithDistances(1).Code("10").Code("11").Code("0").Code("0").End().ToArray()));
        Refused(WithDistances(1).Code("10").Code("11").Code("1"));
    }

    [Fact]
    public void No_distance_code_is_allowed_as_long_as_none_is_used()
    {
        Assert.Equal("a"u8.ToArray(), new MessageInflater().Inflate(WithDistances(0).Code("10").Code("0").End().ToArray()));
        Refused(WithDistances(0).Code("10").Code("11").Code("0"));
        Refused(WithDistances(0).Code("10").Code("11").Code("1"));
    }

    [Fact]
    public void A_fault_stays_until_reset()
    {
        var inflater = new Inflater();
        inflater.Reset(15);
        byte[] message = new byte[100];
        int length = 0;

        Assert.Equal(InflateStatus.Fault, inflater.Inflate([0x06], out _, message, ref length, default));
        Assert.Equal(InflateStatus.Fault, inflater.Inflate([0x00], out _, message, ref length, default));
        Assert.False(inflater.AtMessageEnd);
        inflater.Reset(15);
        Assert.Equal(InflateStatus.NeedInput, inflater.Inflate([0x00], out _, message, ref length, default));
        Assert.True(inflater.AtMessageEnd);
    }

    /// <summary>Asserts that a stream is refused both when only zeros follow and when so much follows that the fast loop handles it.</summary>
    private static void Refused(BitStream stream)
    {
        var inflater = new MessageInflater();
        inflater.Start();
        Assert.False(inflater.TryFeed(stream.ToArray()));
        inflater.Start();
        Assert.False(inflater.TryFeed([.. stream.ToArray(), .. new byte[100]]));
    }

    private static byte[]? Inflate(SlidingWindow window, BitStream stream) => new MessageInflater(window.Bits, window).Inflate(stream.ToArray());

    private static BitStream FromHistory(int distanceSymbol)
        => new BitStream().Block(1).Fixed(257).FixedDistance(distanceSymbol).Fixed(EndOfBlock).End();

    private static byte[] AtDistance257(int literalsAfterIt)
    {
        BitStream stream = Letters(new BitStream().Block(1), 300).Fixed(257).FixedDistance(16).Number(0, 7);
        return Letters(stream, literalsAfterIt).Fixed(EndOfBlock).End().ToArray();
    }

    private static BitStream Letters(BitStream stream, int count)
    {
        for (int i = 0; i < count; i++)
            stream.Fixed('a' + i % 26);
        return stream;
    }

    /// <summary>Code 0 repeats the previous length, code 1 writes many zeros.</summary>
    private static BitStream CodeLengths16And18()
        => new BitStream().Block(2).Number(0, 5).Number(0, 5).Number(0, 4).Number(1, 3).Number(0, 3).Number(1, 3).Number(0, 3);

    private static BitStream SingleLiteralCode() => new BitStream().DynamicHeader(Lengths(257, (EndOfBlock, 1)), [0]);

    /// <summary>The codes are 0 for the end of the block, 10 for 'a', and 11 for a match of three.</summary>
    private static BitStream WithDistances(params int[] distances)
        => new BitStream().DynamicHeader(Lengths(258, ('a', 2), (EndOfBlock, 1), (257, 2)), distances);

    private static int[] Lengths(int count, params (int Symbol, int Length)[] given)
    {
        int[] lengths = new int[count];
        foreach ((int symbol, int length) in given)
            lengths[symbol] = length;
        return lengths;
    }
}
