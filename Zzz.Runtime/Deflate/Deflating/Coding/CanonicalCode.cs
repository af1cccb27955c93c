namespace Zzz.Deflate.Deflating.Coding;

/// <summary>Assigns codes to symbols according to the lengths of the codes (RFC 1951 §3.2.2).</summary>
internal static class CanonicalCode
{
    private const int MaxBits = 15;

    /// <summary>Writes each code from bit 8 on, with its bits reversed as in the stream, and its length into the low byte.</summary>
    public static void Assign(ReadOnlySpan<byte> lengths, Span<uint> codes)
    {
        Span<uint> next = stackalloc uint[MaxBits + 2];
        next.Clear();
        foreach (byte length in lengths)
            next[length + 1]++;
        next[1] = 0;
        for (int length = 1; length <= MaxBits; length++)
            next[length + 1] = (next[length + 1] + next[length]) << 1;

        codes[..lengths.Length].Fill(HuffmanCode.Missing);
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length > 0)
                codes[symbol] = Reverse(next[length]++, length) << 8 | (uint)length;
        }
    }

    private static uint Reverse(uint code, int length)
    {
        code = (code & 0x5555) << 1 | (code >> 1 & 0x5555);
        code = (code & 0x3333) << 2 | (code >> 2 & 0x3333);
        code = (code & 0x0F0F) << 4 | (code >> 4 & 0x0F0F);
        code = (code & 0x00FF) << 8 | code >> 8;
        return code >> (16 - length);
    }
}
