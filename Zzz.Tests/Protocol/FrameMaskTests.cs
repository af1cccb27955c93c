using System.Buffers.Binary;
using Xunit;
using Zzz.Protocol;

namespace Zzz.Tests.Protocol;

public class FrameMaskTests
{
    private const uint Key = 0xA1B2C3D4;

    [Fact]
    public void The_example_of_the_RFC_unmasks()
    {
        byte[] payload = [0x7F, 0x9F, 0x4D, 0x51, 0x58]; // RFC 6455 §5.7
        FrameMask.Apply(payload, BinaryPrimitives.ReadUInt32LittleEndian([0x37, 0xFA, 0x21, 0x3D]), position: 0);
        Assert.Equal("Hello"u8.ToArray(), payload);
    }

    [Fact]
    public void Every_length_at_every_position_and_offset_is_unmasked_in_place()
    {
        for (int length = 0; length <= 200; length++)
        {
            for (int offset = 0; offset < 8; offset++)
            {
                byte[] memory = Bytes.Pattern(offset + length + 8);
                byte[] expected = [.. memory[..offset], .. Naive(memory[offset..(offset + length)], position: offset), .. memory[(offset + length)..]];

                FrameMask.Apply(memory.AsSpan(offset, length), Key, position: offset);
                Assert.Equal(expected, memory);
            }
        }
    }

    [Fact]
    public void Every_length_at_every_position_and_offset_is_unmasked_into_another_place()
    {
        for (int length = 0; length <= 200; length++)
        {
            for (int offset = 0; offset < 8; offset++)
            {
                byte[] source = Bytes.Pattern(offset + length);
                byte[] original = [.. source];
                byte[] destination = new byte[length + 8];

                FrameMask.Apply(source.AsSpan(offset), destination, Key, position: offset);
                Assert.Equal([.. Naive(original[offset..], position: offset), .. new byte[8]], destination);
                Assert.Equal(original, source);
            }
        }
    }

    [Fact]
    public void A_payload_in_two_pieces_is_unmasked_as_a_whole()
    {
        byte[] whole = Naive(Bytes.Pattern(100), position: 0);
        for (int cut = 0; cut <= whole.Length; cut++)
        {
            byte[] payload = Bytes.Pattern(100);
            FrameMask.Apply(payload.AsSpan(0, cut), Key, position: 0);
            FrameMask.Apply(payload.AsSpan(cut), Key, position: cut);
            Assert.Equal(whole, payload);
        }
    }

    [Theory]
    [InlineData(3L)]
    [InlineData(uint.MaxValue)]
    [InlineData(uint.MaxValue + 1L)]
    [InlineData(long.MaxValue - 40)]
    public void A_position_may_be_as_far_as_a_length_goes(long position)
    {
        byte[] payload = Bytes.Pattern(40);
        byte[] expected = Naive(payload, position);
        FrameMask.Apply(payload, Key, position);
        Assert.Equal(expected, payload);
    }

    [Fact]
    public void A_destination_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameMask.Apply(new byte[9], new byte[8], Key, position: 0));

    /// <summary>RFC 6455 §5.3, word for word: octet i of the data is XORed with octet i modulo 4 of the key.</summary>
    private static byte[] Naive(byte[] data, long position)
    {
        byte[] key = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(key, Key);
        return [.. data.Select((value, i) => (byte)(value ^ key[(int)((position + i) % 4)]))];
    }
}
