using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Zzz.Deflate.Deflating.Matching;

namespace Zzz.Deflate.Deflating.Coding;

/// <summary>Counts how often a block uses each literal or length symbol, and after those, each distance symbol.</summary>
internal static class SymbolCounts
{
    public const int FirstDistance = DeflateSymbols.LiteralCount;
    public const int Count = DeflateSymbols.LiteralCount + DeflateSymbols.DistanceCount;

    private static readonly byte[] LengthSymbols = BuildLengthSymbols();

    public static void Collect(ReadOnlySpan<byte> block, ReadOnlySpan<Sequence> sequences, Span<int> counts)
    {
        counts.Clear();
        foreach (ref readonly Sequence sequence in sequences)
        {
            CountLiterals(block[..sequence.Literals], counts);
            counts[LengthSymbol(sequence.Length)]++;
            counts[FirstDistance + DistanceSymbol(sequence.Distance)]++;
            block = block[(sequence.Literals + sequence.Length)..];
        }
        CountLiterals(block, counts);
        counts[DeflateSymbols.EndOfBlock]++;
    }

    public static int LengthSymbol(int length) => DeflateSymbols.FirstLength + LengthSymbols[length - DeflateSymbols.MinMatch];

    /// <summary>Returns the symbol of a distance. Distances 1 and 2 have a symbol each; after them, there are two symbols for every power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DistanceSymbol(int distance)
    {
        int back = distance - 1;
        if (back < 2)
            return back;
        int log = BitOperations.Log2((uint)back);
        return 2 * log + ((back >> (log - 1)) & 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CountLiterals(ReadOnlySpan<byte> literals, Span<int> counts)
    {
        ref int first = ref MemoryMarshal.GetReference(counts);
        foreach (byte literal in literals)
            Unsafe.Add(ref first, literal)++; // there are more entries than values of a byte
    }

    private static byte[] BuildLengthSymbols()
    {
        byte[] symbols = new byte[DeflateSymbols.MaxMatch - DeflateSymbols.MinMatch + 1];
        for (int i = 0; i < DeflateSymbols.LengthBases.Length; i++)
            symbols.AsSpan(DeflateSymbols.LengthBases[i] - DeflateSymbols.MinMatch).Fill((byte)i);
        return symbols;
    }
}
