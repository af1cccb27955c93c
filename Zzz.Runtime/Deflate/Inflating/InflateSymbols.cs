namespace Zzz.Deflate.Inflating;

/// <summary>The meaning of each symbol, in the form of <see cref="DecodeTable"/> entries without a code, and the tables for fixed blocks.</summary>
internal static class InflateSymbols
{
    public static readonly uint[] Literals = BuildLiterals();
    public static readonly uint[] Distances = BuildDistances();
    public static readonly uint[] CodeLengths = [.. Enumerable.Range(0, DeflateSymbols.CodeLengthCount).Select(i => (uint)i << 16)];

    public static readonly uint[] FixedLiterals =
        BuildFixed(DeflateSymbols.FixedLiteralLengths(), Literals, DecodeTable.LiteralRootBits);

    public static readonly uint[] FixedDistances =
        BuildFixed(DeflateSymbols.FixedDistanceLengths(), Distances, DecodeTable.DistanceRootBits);

    private static uint[] BuildLiterals()
    {
        uint[] symbols = new uint[DeflateSymbols.LiteralCount];
        symbols.AsSpan().Fill(DecodeTable.Exceptional); // 286 and 287 are part of the code, but never occur: RFC 1951 §3.2.6
        for (int i = 0; i < DeflateSymbols.EndOfBlock; i++)
            symbols[i] = DecodeTable.Literal | (uint)i << 16;
        symbols[DeflateSymbols.EndOfBlock] = DecodeTable.Exceptional | DecodeTable.EndOfBlock;
        for (int i = 0; i < DeflateSymbols.LengthBases.Length; i++)
            symbols[DeflateSymbols.FirstLength + i] = (uint)DeflateSymbols.LengthBases[i] << 16 | DeflateSymbols.LengthExtraBits[i];
        return symbols;
    }

    private static uint[] BuildDistances()
    {
        uint[] symbols = new uint[DeflateSymbols.DistanceCount];
        symbols.AsSpan().Fill(DecodeTable.Exceptional); // the same for 30 and 31
        for (int i = 0; i < DeflateSymbols.DistanceBases.Length; i++)
            symbols[i] = (uint)DeflateSymbols.DistanceBases[i] << 16 | DeflateSymbols.DistanceExtraBits[i];
        return symbols;
    }

    private static uint[] BuildFixed(byte[] lengths, uint[] symbols, int rootBits)
    {
        uint[] table = new uint[DecodeTable.Capacity];
        DecodeTable.TryBuild(lengths, symbols, rootBits, mayBeIncomplete: false, table);
        return table;
    }
}
