namespace Zzz.Deflate.Inflating;

/// <summary>
/// Decodes the raw DEFLATE stream of one message into the buffer of MessageReader. Decoding can pause and resume after any input byte. A connection
/// needs an inflater only while a compressed message is in progress, and rents it from <see cref="InflaterPool"/>.
/// </summary>
internal sealed class Inflater
{
    private readonly DynamicHeader _header = new();
    private readonly uint[] _dynamicLiterals = new uint[DecodeTable.Capacity];
    private readonly uint[] _dynamicDistances = new uint[DecodeTable.Capacity];
    private uint[] _literals = InflateSymbols.FixedLiterals;
    private uint[] _distances = InflateSymbols.FixedDistances;
    private InflateMode _mode;
    private ulong _bits;
    private int _bitCount;
    private bool _finalBlock;
    private int _storedLeft;
    private PendingMatch _match;
    private int _windowSize;

    /// <summary>
    /// Whether the input so far is a whole message. The four bytes <c>00 00 FF FF</c> that the sender left out need not be added: the input must end
    /// with the header of an empty stored block, or with a final block (RFC 7692 §7.2.2, §7.2.3.4).
    /// </summary>
    public bool AtMessageEnd
        => _bitCount == 0 && (_mode == InflateMode.StoredLength || (_mode == InflateMode.BlockHeader && _finalBlock));

    /// <summary>Starts a message from a peer whose window has <c>1 &lt;&lt; windowBits</c> bytes.</summary>
    public void Reset(int windowBits)
    {
        _mode = InflateMode.BlockHeader;
        _bits = 0;
        _bitCount = 0;
        _finalBlock = false;
        _match = default;
        _windowSize = 1 << windowBits;
    }

    /// <summary>
    /// Decodes <paramref name="input"/> into <paramref name="message"/> from <paramref name="length"/> on, and advances <paramref name="length"/>.
    /// Bytes after that may be overwritten. Between calls, <paramref name="message"/> may move and grow, as long as the decoded bytes are kept.
    /// </summary>
    /// <param name="input">The next bytes of the payload.</param>
    /// <param name="consumed">The number of input bytes that were consumed; with <see cref="InflateStatus.NeedInput"/>, all of them.</param>
    /// <param name="message">The buffer for the message, from its first byte.</param>
    /// <param name="length">The number of bytes decoded so far.</param>
    /// <param name="history">With context takeover, the bytes of earlier messages; otherwise empty.</param>
    public InflateStatus Inflate(ReadOnlySpan<byte> input, out int consumed, Span<byte> message, ref int length, ReadOnlySpan<byte> history)
    {
        var cursor = new InflateCursor
        {
            Input = input,
            Message = message,
            Length = length,
            History = history,
            WindowSize = _windowSize,
            Bits = _bits,
            BitCount = _bitCount,
        };
        InflateStatus status;
        do
            status = Step(ref cursor);
        while (status == InflateStatus.Continue);

        if (status == InflateStatus.Fault)
            _mode = InflateMode.Faulted;
        _bits = cursor.Bits;
        _bitCount = cursor.BitCount;
        length = cursor.Length;
        consumed = cursor.Position;
        return status;
    }

    private InflateStatus Step(ref InflateCursor cursor) => _mode switch
    {
        InflateMode.BlockHeader => ReadBlockHeader(ref cursor),
        InflateMode.StoredLength => ReadStoredLength(ref cursor),
        InflateMode.Stored => CopyStored(ref cursor),
        InflateMode.DynamicHeader => ReadDynamicHeader(ref cursor),
        InflateMode.Huffman => DecodeHuffman(ref cursor),
        _ => InflateStatus.Fault,
    };

    private InflateStatus ReadBlockHeader(ref InflateCursor cursor)
    {
        if (!cursor.Has(3))
            return InflateStatus.NeedInput;

        _finalBlock = cursor.Take(1) != 0;
        switch (cursor.Take(2))
        {
            case 0:
                cursor.AlignToByte();
                _mode = InflateMode.StoredLength;
                break;
            case 1:
                _literals = InflateSymbols.FixedLiterals;
                _distances = InflateSymbols.FixedDistances;
                _mode = InflateMode.Huffman;
                break;
            case 2:
                _header.Reset();
                _mode = InflateMode.DynamicHeader;
                break;
            default:
                return InflateStatus.Fault; // RFC 1951 §3.2.3: block type 3
        }
        return InflateStatus.Continue;
    }

    private InflateStatus ReadStoredLength(ref InflateCursor cursor)
    {
        if (!cursor.Has(32))
            return InflateStatus.NeedInput;

        _storedLeft = (int)cursor.Take(16);
        if (cursor.Take(16) != (~_storedLeft & 0xFFFF))
            return InflateStatus.Fault; // RFC 1951 §3.2.4: NLEN is the complement of LEN
        _mode = InflateMode.Stored;
        return InflateStatus.Continue;
    }

    private InflateStatus CopyStored(ref InflateCursor cursor)
    {
        InflateStatus status = StoredBlock.Copy(ref cursor, ref _storedLeft);
        return status == InflateStatus.Continue ? EndBlock(ref cursor) : status;
    }

    private InflateStatus ReadDynamicHeader(ref InflateCursor cursor)
    {
        InflateStatus status = _header.Read(ref cursor, _dynamicLiterals, _dynamicDistances);
        if (status == InflateStatus.Continue)
        {
            _literals = _dynamicLiterals;
            _distances = _dynamicDistances;
            _mode = InflateMode.Huffman;
        }
        return status;
    }

    private InflateStatus DecodeHuffman(ref InflateCursor cursor)
    {
        InflateStatus status = HuffmanBlock.Decode(ref cursor, _literals, _distances, ref _match);
        return status == InflateStatus.Continue ? EndBlock(ref cursor) : status;
    }

    private InflateStatus EndBlock(ref InflateCursor cursor)
    {
        if (_finalBlock)
            cursor.AlignToByte(); // RFC 7692 §7.2.3.4: the message continues with the next byte
        _mode = InflateMode.BlockHeader;
        return InflateStatus.Continue;
    }
}
