namespace Zzz.Tests.Deflate;

/// <summary>Writes DEFLATE streams bit by bit, including streams that no compressor would write.</summary>
internal sealed class BitStream
{
    private readonly List<bool> _bits = [];

    public byte[] ToArray()
    {
        byte[] bytes = new byte[(_bits.Count + 7) / 8];
        for (int i = 0; i < _bits.Count; i++)
            bytes[i / 8] |= (byte)((_bits[i] ? 1 : 0) << (i % 8));
        return bytes;
    }

    /// <summary>Writes a number, lowest bit first.</summary>
    public BitStream Number(int value, int bits)
    {
        for (int i = 0; i < bits; i++)
            _bits.Add((value >> i & 1) != 0);
        return this;
    }

    /// <summary>Writes a code as RFC 1951 shows codes: first bit first.</summary>
    public BitStream Code(string code)
    {
        _bits.AddRange(code.Select(bit => bit == '1'));
        return this;
    }

    /// <summary>Writes BFINAL 0 and the block type.</summary>
    public BitStream Block(int type) => Number(0, 1).Number(type, 2);

    /// <summary>Writes a literal or length symbol of a fixed block.</summary>
    public BitStream Fixed(int symbol) => symbol switch
    {
        < 144 => Code(Binary(0b0011_0000 + symbol, 8)),
        < 256 => Code(Binary(0b1_1001_0000 + symbol - 144, 9)),
        < 280 => Code(Binary(symbol - 256, 7)),
        _ => Code(Binary(0b1100_0000 + symbol - 280, 8)),
    };

    /// <summary>Writes a distance symbol of a fixed block.</summary>
    public BitStream FixedDistance(int symbol) => Code(Binary(symbol, 5));

    /// <summary>Writes the header of a dynamic block in which every code length is written out: 16 codes of 4 bits stand for 0 to 15.</summary>
    public BitStream DynamicHeader(int[] literals, int[] distances)
    {
        PlainCodeLengths(literals.Length, distances.Length);
        foreach (int length in literals.Concat(distances))
            Code(Binary(length, 4));
        return this;
    }

    /// <summary>Writes the header up to the code length code, which is the plain one of <see cref="DynamicHeader"/>.</summary>
    public BitStream PlainCodeLengths(int literals, int distances)
    {
        Block(2).Number(literals - 257, 5).Number(distances - 1, 5).Number(15, 4);
        for (int i = 0; i < 19; i++)
            Number(i < 3 ? 0 : 4, 3); // 16, 17 and 18 come first
        return this;
    }

    /// <summary>Writes the empty stored block that ends a message, without the four bytes that the sender leaves out.</summary>
    public BitStream End() => Block(0);

    private static string Binary(int value, int bits) => Convert.ToString(value, 2).PadLeft(bits, '0');
}
