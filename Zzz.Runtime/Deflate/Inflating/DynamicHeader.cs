namespace Zzz.Deflate.Inflating;

/// <summary>Reads the codes at the start of a dynamic block (RFC 1951 §3.2.7), resumable at any bit.</summary>
internal sealed class DynamicHeader
{
    private const int CountsBits = 14;
    private const int MaxCodeLengthBits = 7 + 7;

    private readonly byte[] _lengths = new byte[DeflateSymbols.LiteralCount + DeflateSymbols.DistanceCount];
    private readonly uint[] _codeLengthTable = new uint[1 << DecodeTable.CodeLengthRootBits];
    private int _literalCount;
    private int _distanceCount;
    private int _codeLengthCount;
    private int _read;
    private bool _hasCodeLengthTable;

    public void Reset()
    {
        _literalCount = 0;
        _read = 0;
        _hasCodeLengthTable = false;
    }

    /// <summary>Returns <see cref="InflateStatus.Continue"/> when both tables are built.</summary>
    public InflateStatus Read(ref InflateCursor cursor, uint[] literals, uint[] distances)
    {
        InflateStatus status = InflateStatus.Continue;
        if (_literalCount == 0)
            status = ReadCounts(ref cursor);
        if (status == InflateStatus.Continue && !_hasCodeLengthTable)
            status = ReadCodeLengthCode(ref cursor);
        if (status == InflateStatus.Continue)
            status = ReadLengths(ref cursor);
        return status == InflateStatus.Continue ? Build(literals, distances) : status;
    }

    private InflateStatus ReadCounts(ref InflateCursor cursor)
    {
        if (!cursor.Has(CountsBits))
            return InflateStatus.NeedInput;

        _literalCount = 257 + (int)cursor.Take(5);
        _distanceCount = 1 + (int)cursor.Take(5);
        _codeLengthCount = 4 + (int)cursor.Take(4);
        _lengths.AsSpan(0, DeflateSymbols.CodeLengthCount).Clear();
        return _literalCount <= DeflateSymbols.UsedLiteralCount && _distanceCount <= DeflateSymbols.UsedDistanceCount
            ? InflateStatus.Continue
            : InflateStatus.Fault; // RFC 1951 §3.2.7: HLIT 257 to 286; symbols 30 and 31 of §3.2.6 do not exist
    }

    private InflateStatus ReadCodeLengthCode(ref InflateCursor cursor)
    {
        for (; _read < _codeLengthCount; _read++)
        {
            if (!cursor.Has(3))
                return InflateStatus.NeedInput;
            _lengths[DeflateSymbols.CodeLengthOrder[_read]] = (byte)cursor.Take(3);
        }

        ReadOnlySpan<byte> lengths = _lengths.AsSpan(0, DeflateSymbols.CodeLengthCount);
        _hasCodeLengthTable = DecodeTable.TryBuild(
            lengths, InflateSymbols.CodeLengths, DecodeTable.CodeLengthRootBits, mayBeIncomplete: false, _codeLengthTable);
        _read = 0;
        return _hasCodeLengthTable ? InflateStatus.Continue : InflateStatus.Fault; // RFC 1951 §3.2.2
    }

    private InflateStatus ReadLengths(ref InflateCursor cursor)
    {
        int total = _literalCount + _distanceCount;
        while (_read < total)
        {
            cursor.Has(MaxCodeLengthBits);
            uint entry = _codeLengthTable[cursor.Bits & ((1 << DecodeTable.CodeLengthRootBits) - 1)];
            int codeBits = (byte)entry;
            uint symbol = entry >> 16;
            if (symbol < 16)
            {
                if (codeBits > cursor.BitCount)
                    return InflateStatus.NeedInput;
                cursor.Drop(codeBits);
                _lengths[_read++] = (byte)symbol;
            }
            else
            {
                InflateStatus status = Repeat(ref cursor, symbol, codeBits, total);
                if (status != InflateStatus.Continue)
                    return status;
            }
        }
        return InflateStatus.Continue;
    }

    private InflateStatus Repeat(ref InflateCursor cursor, uint symbol, int codeBits, int total)
    {
        (int extraBits, int least) = symbol switch { 16 => (2, 3), 17 => (3, 3), _ => (7, 11) };
        if (codeBits + extraBits > cursor.BitCount)
            return InflateStatus.NeedInput;
        if (symbol == 16 && _read == 0)
            return InflateStatus.Fault; // RFC 1951 §3.2.7: there is no previous length to copy

        cursor.Drop(codeBits);
        int count = least + (int)cursor.Take(extraBits);
        if (count > total - _read)
            return InflateStatus.Fault; // RFC 1951 §3.2.7: more lengths than HLIT + HDIST

        _lengths.AsSpan(_read, count).Fill(symbol == 16 ? _lengths[_read - 1] : (byte)0);
        _read += count;
        return InflateStatus.Continue;
    }

    private InflateStatus Build(uint[] literals, uint[] distances)
    {
        ReadOnlySpan<byte> literalLengths = _lengths.AsSpan(0, _literalCount);
        ReadOnlySpan<byte> distanceLengths = _lengths.AsSpan(_literalCount, _distanceCount);
        return literalLengths[DeflateSymbols.EndOfBlock] != 0 // RFC 1951 §3.2.7: every block has an end
            && DecodeTable.TryBuild(literalLengths, InflateSymbols.Literals, DecodeTable.LiteralRootBits, mayBeIncomplete: true, literals)
            && DecodeTable.TryBuild(distanceLengths, InflateSymbols.Distances, DecodeTable.DistanceRootBits, mayBeIncomplete: true, distances)
            ? InflateStatus.Continue
            : InflateStatus.Fault; // RFC 1951 §3.2.2
    }
}
