namespace Zzz.Deflate.Deflating.Coding;

/// <summary>Estimates what the best code for a block would cost, without building it.</summary>
internal static class EntropyCode
{
    /// <summary>The approximate size of a header, in bits, and the number of bits that each symbol adds to it.</summary>
    private const int HeaderBits = 80;
    private const int SymbolBits = 4;

    private const int TableSize = 1024;
    private const int FractionBits = 4;

    /// <summary>The values of n · log₂ n, in 16ths.</summary>
    private static readonly int[] Products = [.. Enumerable.Range(0, TableSize).Select(Product)];

    public static int LeastCost(ReadOnlySpan<int> counts)
        => HeaderBits
            + Bits(counts[..SymbolCounts.FirstDistance])
            + Bits(counts[SymbolCounts.FirstDistance..])
            + ExtraBits(counts[DeflateSymbols.FirstLength..], DeflateSymbols.LengthExtraBits)
            + ExtraBits(counts[SymbolCounts.FirstDistance..], DeflateSymbols.DistanceExtraBits);

    private static int Bits(ReadOnlySpan<int> counts)
    {
        int symbols = 0;
        int total = 0;
        int products = 0;
        foreach (int count in counts)
        {
            if (count == 0)
                continue;
            symbols++;
            total += count;
            products += count < TableSize ? Products[count] : Product(count);
        }
        return (Product(total) - products >> FractionBits) + SymbolBits * symbols;
    }

    private static int ExtraBits(ReadOnlySpan<int> counts, ReadOnlySpan<byte> extraBits)
    {
        int bits = 0;
        for (int i = 0; i < extraBits.Length; i++)
            bits += counts[i] * extraBits[i];
        return bits;
    }

    private static int Product(int count) => count == 0 ? 0 : (int)(Math.Log2(count) * count * (1 << FractionBits));
}
