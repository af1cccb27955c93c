using System.Text;
using Xunit;
using Zzz.Deflate;

namespace Zzz.Tests.Deflate.Inflating;

/// <summary>The examples in RFC 7692 §7.2.3, and other valid messages.</summary>
public class InflaterVectorTests
{
    [Fact]
    public void One_fixed_block()
        => Assert.Equal("Hello", Text("F2 48 CD C9 C9 07 00"));

    [Fact]
    public void One_message_in_two_fragments()
        => Assert.Equal("Hello", Encoding.UTF8.GetString(new MessageInflater().Inflate(Hex("F2 48 CD"), Hex("C9 C9 07 00"))!));

    [Fact]
    public void A_second_message_that_shares_the_window()
    {
        var window = new SlidingWindow(15);
        var inflater = new MessageInflater(15, window);

        Assert.Equal("Hello"u8.ToArray(), inflater.Inflate(Hex("F2 48 CD C9 C9 07 00")));
        Assert.Equal("Hello"u8.ToArray(), inflater.Inflate(Hex("F2 00 11 00 00")));
    }

    [Fact]
    public void A_second_message_that_does_not_share_the_window()
    {
        var inflater = new MessageInflater();

        Assert.Equal("Hello"u8.ToArray(), inflater.Inflate(Hex("F2 48 CD C9 C9 07 00")));
        Assert.Null(inflater.Inflate(Hex("F2 00 11 00 00")));
    }

    [Fact]
    public void A_block_without_compression()
        => Assert.Equal("Hello", Text("00 05 00 FA FF 48 65 6C 6C 6F 00"));

    [Fact]
    public void A_final_block_and_the_octet_after_it()
        => Assert.Equal("Hello", Text("F3 48 CD C9 C9 07 00 00"));

    [Fact]
    public void A_final_block_without_the_octet_after_it()
        => Assert.Equal("Hello", Text("F3 48 CD C9 C9 07 00"));

    [Fact]
    public void Two_blocks_in_one_message()
        => Assert.Equal("Hello", Text("F2 48 05 00 00 00 FF FF CA C9 C9 07 00"));

    [Fact]
    public void A_final_block_and_further_blocks()
        => Assert.Equal("HelloHello", Text("F3 48 CD C9 C9 07 00 F2 48 CD C9 C9 07 00"));

    [Fact]
    public void An_empty_message()
        => Assert.Equal("", Text("00"));

    [Fact]
    public void An_empty_message_of_a_final_block()
        => Assert.Equal("", Text("01"));

    [Fact]
    public void Many_empty_blocks()
        => Assert.Equal("", Text(string.Concat(Enumerable.Repeat("00 00 00 FF FF ", 1000)) + "00"));

    [Fact]
    public void A_match_of_the_greatest_length_at_the_least_distance()
        => Assert.Equal(new string('a', 1 + 258), Text("4A 1C 05 00 00")); // 'a', match 258 at 1, end

    [Theory]
    [InlineData("")]
    [InlineData("F2")]
    [InlineData("F2 48 CD C9 C9")]
    [InlineData("F2 48 CD C9 C9 07")]
    [InlineData("00 05 00 FA FF 48 65 6C 6C 6F")]
    [InlineData("00 05 00 FA FF 48 65 6C")]
    [InlineData("00 00 00 FF FF")]
    [InlineData("F2 48 CD C9 C9 07 00 00 00 FF FF")]
    public void What_lacks_the_empty_block_at_its_end_is_no_whole_message(string payload)
        => Assert.Null(new MessageInflater().Inflate(Hex(payload)));

    private static string Text(string payload) => Encoding.UTF8.GetString(new MessageInflater().Inflate(Hex(payload))!);

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
