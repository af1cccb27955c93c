namespace Zzz.Deflate.Deflating.Coding;

/// <summary>The code lengths of a dynamic block, as runs in the form in which the block's header stores them (RFC 1951 §3.2.7).</summary>
internal sealed class LengthRuns
{
    private const int MaxBits = 7;
    private const int CopyPrevious = 16;
    private const int ShortZeros = 17;
    private const int LongZeros = 18;

    private readonly ushort[] _items = new ushort[SymbolCounts.Count];
    private readonly int[] _counts = new int[DeflateSymbols.CodeLengthCount];
    private int _count;

    public void Collect(ReadOnlySpan<byte> lengths)
    {
        _counts.AsSpan().Clear();
        _count = 0;
        while (!lengths.IsEmpty)
        {
            byte length = lengths[0];
            int run = lengths.IndexOfAnyExcept(length);
            if (run < 0)
                run = lengths.Length;
            lengths = lengths[run..];

            if (length == 0)
                AddZeros(run);
            else
                AddLength(length, run);
        }
    }

    public void Write(ref BitWriter writer)
    {
        Span<byte> codeLengths = stackalloc byte[DeflateSymbols.CodeLengthCount];
        Span<uint> codes = stackalloc uint[DeflateSymbols.CodeLengthCount];
        CodeLengths.Build(_counts, MaxBits, codeLengths);
        CanonicalCode.Assign(codeLengths, codes);

        int given = DeflateSymbols.CodeLengthCount;
        while (given > 4 && codeLengths[DeflateSymbols.CodeLengthOrder[given - 1]] == 0)
            given--;
        writer.Put((uint)(given - 4), 4);
        writer.Flush();
        foreach (byte symbol in DeflateSymbols.CodeLengthOrder[..given])
        {
            writer.Put(codeLengths[symbol], 3);
            writer.Flush();
        }
        foreach (ushort item in _items.AsSpan(0, _count))
        {
            uint code = codes[item & 31];
            writer.Put(code >> 8, (byte)code);
            writer.Put((uint)item >> 5, ExtraBits(item & 31));
            writer.Flush();
        }
    }

    private void AddZeros(int run)
    {
        for (; run >= 11; run -= Math.Min(run, 138))
            Add(LongZeros, Math.Min(run, 138) - 11);
        if (run >= 3)
        {
            Add(ShortZeros, run - 3);
            return;
        }
        for (; run > 0; run--)
            Add(0, 0);
    }

    private void AddLength(byte length, int run)
    {
        Add(length, 0);
        for (run--; run >= 3; run -= Math.Min(run, 6))
            Add(CopyPrevious, Math.Min(run, 6) - 3);
        for (; run > 0; run--)
            Add(length, 0);
    }

    private void Add(int symbol, int extra)
    {
        _items[_count++] = (ushort)(extra << 5 | symbol);
        _counts[symbol]++;
    }

    private static int ExtraBits(int symbol) => symbol switch { CopyPrevious => 2, ShortZeros => 3, LongZeros => 7, _ => 0 };
}
