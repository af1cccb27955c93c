using System.Runtime.CompilerServices;
using Zzz.Deflate.Deflating.Matching;

namespace Zzz.Deflate.Deflating.Coding;

/// <summary>Writes one block, whose size is known to fit.</summary>
internal static class BlockWriter
{
    /// <summary>The most bytes that a stored block can hold (RFC 1951 §3.2.4). Any block may have to be stored in the end.</summary>
    private const int MaxBlock = 0xFFFF;

    /// <summary>The fields LEN and NLEN.</summary>
    private const int StoredLengthBits = 32;

    /// <summary>Returns the latest end of a block that starts at <paramref name="start"/>.</summary>
    public static int MaxEnd(ReadOnlySpan<byte> message, int start) => (int)Math.Min(message.Length, (long)start + MaxBlock);

    public static int StoredCost(in BitWriter writer, ReadOnlySpan<byte> block)
        => BlockHeader.TypeBits + writer.PaddingAfter(BlockHeader.TypeBits) + StoredLengthBits + 8 * block.Length;

    public static void WriteStored(ref BitWriter writer, ReadOnlySpan<byte> block)
    {
        writer.Put(0, BlockHeader.TypeBits);
        writer.AlignToByte();
        writer.Put((uint)block.Length | (uint)~block.Length << 16, StoredLengthBits);
        writer.Flush();
        writer.PutBytes(block);
    }

    public static void WriteCoded(ref BitWriter writer, HuffmanCode code, ReadOnlySpan<byte> block, ReadOnlySpan<Sequence> sequences)
    {
        code.WriteHeader(ref writer);
        foreach (ref readonly Sequence sequence in sequences)
        {
            WriteLiterals(ref writer, code.Literals, block[..sequence.Literals]);
            WriteMatch(ref writer, code, sequence.Length, sequence.Distance);
            block = block[(sequence.Literals + sequence.Length)..];
        }
        WriteLiterals(ref writer, code.Literals, block);
        Put(ref writer, code.Literals[DeflateSymbols.EndOfBlock]);
        writer.Flush();
    }

    private static void WriteLiterals(ref BitWriter writer, uint[] codes, ReadOnlySpan<byte> literals)
    {
        for (; literals.Length >= 4; literals = literals[4..])
        {
            Put(ref writer, codes[literals[0]]);
            Put(ref writer, codes[literals[1]]);
            Put(ref writer, codes[literals[2]]);
            Put(ref writer, codes[literals[3]]);
            writer.Flush();
        }
        foreach (byte literal in literals)
            Put(ref writer, codes[literal]);
        writer.Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteMatch(ref BitWriter writer, HuffmanCode code, int length, int distance)
    {
        Put(ref writer, code.Lengths[length - DeflateSymbols.MinMatch]);
        int symbol = SymbolCounts.DistanceSymbol(distance);
        Put(ref writer, code.Distances[symbol]);
        writer.Put((uint)(distance - DeflateSymbols.DistanceBases[symbol]), DeflateSymbols.DistanceExtraBits[symbol]);
        writer.Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref BitWriter writer, uint code) => writer.Put(code >> 8, (byte)code);
}
