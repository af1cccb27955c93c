using System.Numerics;
using System.Runtime.InteropServices;

namespace Zzz.Deflate.Deflating.Coding;

/// <summary>
/// The two codes of a block, one for literals and match lengths and one for distances. Encodes symbols, and computes beforehand what a block would
/// cost.
/// </summary>
internal sealed class HuffmanCode
{
    /// <summary>Marks a symbol that has no code. The mark itself has no bits.</summary>
    private const int MaxBits = 14;

    /// <summary>Stands for the code of a symbol that has none; it has no bits.</summary>
    public const uint Missing = 0x8000_0000;

    /// <summary>
    /// The price of a symbol without a code, so high that a code which lacks it is never chosen. The total for a block still fits into an integer.
    /// </summary>
    private const int MissingBits = 1 << 14;

    private readonly byte[] _codeLengths = new byte[SymbolCounts.Count];
    private readonly int[] _bits = new int[SymbolCounts.Count];
    private readonly BlockHeader _header = new();

    /// <summary>For each symbol, its code from bit 8 on, and the code's length in the low byte.</summary>
    public uint[] Literals { get; } = new uint[DeflateSymbols.LiteralCount];

    /// <summary>The same for each match length minus 3, including the extra bits.</summary>
    public uint[] Lengths { get; } = new uint[DeflateSymbols.MaxMatch - DeflateSymbols.MinMatch + 1];

    /// <summary>The same for each distance symbol, without the extra bits.</summary>
    public uint[] Distances { get; } = new uint[DeflateSymbols.DistanceCount];

    public int HeaderBits => _header.Bits;

    /// <summary>The fixed code, which need not be sent in the block (RFC 1951 §3.2.6).</summary>
    public static HuffmanCode Fixed { get; } = CreateFixed();

    /// <summary>
    /// Creates the code for literals and match lengths and the code for distances from the lengths of all their codes, which must be complete.
    /// </summary>
    public static HuffmanCode Of(ReadOnlySpan<byte> literalLengths, ReadOnlySpan<byte> distanceLengths)
    {
        var code = new HuffmanCode();
        literalLengths.CopyTo(code.LiteralLengths);
        distanceLengths.CopyTo(code.DistanceLengths);
        code._header.SetDynamic(literalLengths, distanceLengths);
        code.Assign();
        return code;
    }

    /// <summary>Makes this the best code for symbols that are as frequent as <paramref name="weights"/> says.</summary>
    public void Build(ReadOnlySpan<int> weights)
    {
        CodeLengths.Build(weights[..SymbolCounts.FirstDistance], MaxBits, LiteralLengths);
        CodeLengths.Build(weights[SymbolCounts.FirstDistance..], MaxBits, DistanceLengths);
        _header.SetDynamic(LiteralLengths, DistanceLengths);
        Assign();
    }

    /// <summary>Returns the size in bits of a whole block of these symbols, including the header. Symbols without a code make it very high.</summary>
    public int Cost(ReadOnlySpan<int> counts)
    {
        Vector<int> sum = Vector<int>.Zero;
        for (int i = 0; i < SymbolCounts.Count; i += Vector<int>.Count)
            sum += Load(counts, i) * Load(_bits, i);
        return Vector.Sum(sum) + _header.Bits;
    }

    public void WriteHeader(ref BitWriter writer) => _header.Write(ref writer);

    /// <summary>The length of the code of each literal, in bits.</summary>
    public ReadOnlySpan<byte> LengthsOfLiterals => _codeLengths.AsSpan(0, DeflateSymbols.EndOfBlock);

    private Span<byte> LiteralLengths => _codeLengths.AsSpan(0, SymbolCounts.FirstDistance);

    private Span<byte> DistanceLengths => _codeLengths.AsSpan(SymbolCounts.FirstDistance);

    private static HuffmanCode CreateFixed()
    {
        var code = new HuffmanCode();
        DeflateSymbols.FixedLiteralLengths().CopyTo(code.LiteralLengths);
        DeflateSymbols.FixedDistanceLengths().CopyTo(code.DistanceLengths);
        code._header.SetFixed();
        code.Assign();
        return code;
    }

    private void Assign()
    {
        CanonicalCode.Assign(LiteralLengths, Literals);
        CanonicalCode.Assign(DistanceLengths, Distances);
        for (int symbol = 0; symbol < SymbolCounts.Count; symbol++)
            _bits[symbol] = _codeLengths[symbol] == 0 ? MissingBits : _codeLengths[symbol];
        AddLengths();
        for (int i = 0; i < DeflateSymbols.UsedDistanceCount; i++)
            _bits[SymbolCounts.FirstDistance + i] += DeflateSymbols.DistanceExtraBits[i];
    }

    private void AddLengths()
    {
        for (int length = DeflateSymbols.MinMatch; length <= DeflateSymbols.MaxMatch; length++)
        {
            int symbol = SymbolCounts.LengthSymbol(length);
            int index = symbol - DeflateSymbols.FirstLength;
            uint code = Literals[symbol];
            int codeBits = (byte)code;
            uint extra = (uint)(length - DeflateSymbols.LengthBases[index]);
            int extraBits = DeflateSymbols.LengthExtraBits[index];
            Lengths[length - DeflateSymbols.MinMatch] = code == Missing ? Missing : (code >> 8 | extra << codeBits) << 8 | (uint)(codeBits + extraBits);
            _bits[symbol] = code == Missing ? MissingBits : codeBits + extraBits;
        }
    }

    private static Vector<int> Load(ReadOnlySpan<int> values, int index)
        => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index); // 320 symbols are whole vectors of any size
}
