using System.Text.Unicode;
using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

public class Utf8ValidatorTests
{
    public static readonly TheoryData<string, int> Malformed = [.. Utf8Sequences.Malformed];

    public static readonly TheoryData<string> Unfinished = [.. Utf8Sequences.Unfinished];

    public static readonly TheoryData<string> Valid = [.. Utf8Sequences.Valid];

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_sequence_is_refused_with_the_byte_that_breaks_it(string hex, int knownAt)
    {
        byte[] bytes = Bytes.Of(hex);
        Assert.True(new Utf8Validator().TryAppend(bytes.AsSpan(0, knownAt - 1)));
        for (int size = knownAt; size <= bytes.Length; size++) AssertEveryCut(bytes[..size], accepted: false, complete: false);
    }

    [Theory]
    [MemberData(nameof(Unfinished))]
    public void A_character_that_is_not_whole_may_still_become_one(string hex) =>
        AssertEveryCut(Bytes.Of(hex), accepted: true, complete: false);

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_text_is_accepted_however_it_is_cut(string hex) => AssertEveryCut(Bytes.Of(hex), accepted: true, complete: true);

    [Fact]
    public void Every_string_of_one_or_two_bytes_is_judged_as_Utf8_IsValid_does()
    {
        for (int first = 0; first <= 255; first++)
        {
            AssertAsReference([(byte)first]);
            for (int second = 0; second <= 255; second++) AssertAsReference([(byte)first, (byte)second]);
        }
    }

    [Fact]
    public void Random_strings_of_three_to_six_bytes_are_judged_as_Utf8_IsValid_does()
    {
        var random = new Random(20260721);
        byte[] likely = [0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5];
        for (int i = 0; i < 50_000; i++)
        {
            byte[] bytes = new byte[random.Next(3, 7)];
            for (int k = 0; k < bytes.Length; k++) bytes[k] = random.Next(8) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
            AssertAsReference(bytes);
        }
    }

    [Fact]
    public void Malformed_bytes_are_found_at_any_place_of_a_long_text()
    {
        for (int place = 0; place < 100; place++)
        {
            byte[] text = new byte[100];
            text.AsSpan().Fill((byte)'a');
            text[place] = 0xFF;
            Assert.False(new Utf8Validator().TryAppend(text));
        }
    }

    private static void AssertEveryCut(byte[] bytes, bool accepted, bool complete)
    {
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var validator = new Utf8Validator();
            Assert.Equal(accepted, validator.TryAppend(bytes.AsSpan(0, cut)) && validator.TryAppend(bytes.AsSpan(cut)));
            if (accepted) Assert.Equal(complete, validator.IsComplete);
        }

        var single = new Utf8Validator();
        Assert.Equal(accepted, bytes.All(one => single.TryAppend([one])));
    }

    private static void AssertAsReference(byte[] bytes)
    {
        bool valid = Utf8.IsValid(bytes);
        var whole = new Utf8Validator();
        Assert.Equal(valid, whole.TryAppend(bytes) && whole.IsComplete);

        var single = new Utf8Validator();
        Assert.Equal(valid, bytes.All(one => single.TryAppend([one])) && single.IsComplete);
    }
}
