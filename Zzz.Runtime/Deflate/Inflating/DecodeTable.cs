using System.Numerics;

namespace Zzz.Deflate.Inflating;

/// <summary>
/// Builds the tables in which <see cref="HuffmanBlock"/> looks up symbols: a root table indexed by the next bits of the input, followed by sub-tables
/// for longer codes.
/// </summary>
/// <remarks>
/// The low byte of an entry is the number of bits that the entry consumes (code and extra bits together), bits 8 to 11 are the length of the code,
/// and the upper half is the literal, the base of the length or distance, or the start of a sub-table.
/// </remarks>
internal static class DecodeTable
{
    public const int LiteralRootBits = 9;
    public const int DistanceRootBits = 7;
    public const int CodeLengthRootBits = 7;

    /// <summary>Enough for any table: 286 symbols with 9 root bits need 852 entries, and 30 symbols with 7 root bits fewer than 900.</summary>
    public const int Capacity = 1024;

    public const uint Literal = 0x8000_0000;
    public const uint Exceptional = 0x8000;
    public const uint SubTable = 0x4000;
    public const uint EndOfBlock = 0x2000;

    private const int MaxCodeBits = 15;
    private const int MaxSymbols = 288;

    /// <summary>
    /// Builds a table, or returns <see langword="false"/> if the code lengths are over-subscribed, or leave codes unused in a way that zlib refuses
    /// too.
    /// </summary>
    public static bool TryBuild(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> symbols, int rootBits, bool mayBeIncomplete, Span<uint> table)
    {
        Span<int> counts = stackalloc int[MaxCodeBits + 1];
        counts.Clear();
        foreach (byte length in lengths)
            counts[length]++;

        int unused = 1 << MaxCodeBits;
        for (int length = 1; length <= MaxCodeBits; length++)
            unused -= counts[length] << (MaxCodeBits - length);
        if (unused < 0)
            return false; // RFC 1951 §3.2.2: over-subscribed
        if (unused > 0)
            return mayBeIncomplete && TryBuildIncomplete(lengths, counts, symbols, rootBits, table);

        Span<ushort> sorted = stackalloc ushort[MaxSymbols];
        Sort(lengths, counts, sorted);
        Fill(sorted[counts[0]..lengths.Length], counts, symbols, rootBits, table);
        return true;
    }

    /// <summary>Accepts no codes at all, or a single code of one bit: encoders write these if at most one symbol is used (RFC 1951 §3.2.7).</summary>
    private static bool TryBuildIncomplete(
        ReadOnlySpan<byte> lengths, ReadOnlySpan<int> counts, ReadOnlySpan<uint> symbols, int rootBits, Span<uint> table)
    {
        int used = lengths.Length - counts[0];
        if (used != counts[1])
            return false;

        Span<uint> root = table[..(1 << rootBits)];
        root.Fill(WithCode(Exceptional, 1));
        if (used == 1)
        {
            uint entry = WithCode(symbols[lengths.IndexOf((byte)1)], 1);
            for (int i = 0; i < root.Length; i += 2)
                root[i] = entry;
        }
        return true;
    }

    /// <summary>Sorts symbols by the lengths of their codes, then by value; symbols without a code come first.</summary>
    private static void Sort(ReadOnlySpan<byte> lengths, ReadOnlySpan<int> counts, Span<ushort> sorted)
    {
        Span<int> offsets = stackalloc int[MaxCodeBits + 1];
        offsets[0] = 0;
        for (int length = 0; length < MaxCodeBits; length++)
            offsets[length + 1] = offsets[length] + counts[length];
        for (int symbol = 0; symbol < lengths.Length; symbol++)
            sorted[offsets[lengths[symbol]]++] = (ushort)symbol;
    }

    /// <summary>
    /// Fills the table in the order of the codes, which are bit-reversed as in the input. The root table grows by doubling: each step to a longer
    /// code copies the existing entries, which repeats short codes without writing them one by one.
    /// </summary>
    private static void Fill(ReadOnlySpan<ushort> sorted, Span<int> counts, ReadOnlySpan<uint> symbols, int rootBits, Span<uint> table)
    {
        int length = 1;
        while (counts[length] == 0)
            length++;
        int end = 1 << length;
        int code = 0;
        int next = 0;

        while (length <= rootBits)
        {
            for (int left = counts[length]; left > 0; left--)
            {
                table[code] = WithCode(symbols[sorted[next++]], length);
                if (code == end - 1)
                {
                    Double(table, end, 1 << rootBits);
                    return;
                }
                code = NextCode(code, end - 1);
            }
            do
            {
                if (++length > rootBits)
                    break;
                Double(table, end, end << 1);
                end <<= 1;
            }
            while (counts[length] == 0);
        }

        while (counts[length] == 0)
            length++;
        FillSubTables(sorted[next..], counts, symbols, rootBits, table, code, length);
    }

    private static void FillSubTables(
        ReadOnlySpan<ushort> sorted, Span<int> counts, ReadOnlySpan<uint> symbols, int rootBits, Span<uint> table, int code, int length)
    {
        int rootMask = (1 << rootBits) - 1;
        int prefix = -1;
        int start = 0;
        int end = 1 << rootBits;
        foreach (ushort symbol in sorted)
        {
            while (counts[length] == 0)
                length++;
            if ((code & rootMask) != prefix)
            {
                prefix = code & rootMask;
                int bits = SubTableBits(counts, length, rootBits);
                start = end;
                end += 1 << bits;
                table[prefix] = (uint)start << 16 | Exceptional | SubTable | (uint)bits << 8 | (uint)rootBits;
            }

            uint entry = WithCode(symbols[symbol], length - rootBits);
            int stride = 1 << (length - rootBits);
            for (int i = start + (code >> rootBits); i < end; i += stride)
                table[i] = entry;

            counts[length]--;
            code = NextCode(code, (1 << length) - 1);
        }
    }

    /// <summary>Returns the number of index bits for the sub-table that starts with this code.</summary>
    private static int SubTableBits(ReadOnlySpan<int> counts, int length, int rootBits)
    {
        int bits = length - rootBits;
        int filled = counts[length];
        while (filled < 1 << bits)
        {
            bits++;
            filled = (filled << 1) + counts[rootBits + bits];
        }
        return bits;
    }

    private static void Double(Span<uint> table, int from, int to)
    {
        for (; from < to; from <<= 1)
            table[..from].CopyTo(table[from..]);
    }

    /// <summary>Adds one to a bit-reversed code; <paramref name="mask"/> is the last code of its length.</summary>
    private static int NextCode(int code, int mask)
    {
        int zeros = code ^ mask;
        if (zeros == 0)
            return code;
        int bit = 1 << BitOperations.Log2((uint)zeros);
        return (code & (bit - 1)) | bit;
    }

    private static uint WithCode(uint symbol, int length) => symbol + ((uint)length << 8) + (uint)length;
}
