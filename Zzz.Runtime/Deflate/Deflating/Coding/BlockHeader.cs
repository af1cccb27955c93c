namespace Zzz.Deflate.Deflating.Coding;

/// <summary>The bits before the symbols of a block (RFC 1951 §3.2.3, §3.2.7), prepared once and then copied into each block.</summary>
internal sealed class BlockHeader
{
    public const int TypeBits = 3;

    /// <summary>Enough for the longest header (317 lengths of 7 bits and the bits before them), and for reading a whole word at its last byte.</summary>
    public const int Capacity = 320;

    private const uint FixedType = 0b01 << 1;
    private const uint DynamicType = 0b10 << 1;
    private const int ChunkBytes = 6;

    private readonly byte[] _bytes = new byte[Capacity];

    private readonly LengthRuns _runs = new();

    public int Bits { get; private set; }

    public void SetFixed()
    {
        _bytes[0] = (byte)FixedType;
        Bits = TypeBits;
    }

    public void SetDynamic(ReadOnlySpan<byte> literalLengths, ReadOnlySpan<byte> distanceLengths)
    {
        int literals = Math.Max(DeflateSymbols.FirstLength, 1 + literalLengths.LastIndexOfAnyExcept((byte)0));
        int distances = Math.Max(1, 1 + distanceLengths.LastIndexOfAnyExcept((byte)0));
        Span<byte> lengths = stackalloc byte[SymbolCounts.Count];
        literalLengths[..literals].CopyTo(lengths);
        distanceLengths[..distances].CopyTo(lengths[literals..]);

        _runs.Collect(lengths[..(literals + distances)]);

        var writer = new BitWriter(_bytes);
        writer.Put(DynamicType, TypeBits);
        writer.Put((uint)(literals - DeflateSymbols.FirstLength), 5);
        writer.Put((uint)(distances - 1), 5);
        _runs.Write(ref writer);
        Bits = (int)writer.BitLength;
        writer.AlignToByte();
    }

    public void Write(ref BitWriter writer)
    {
        int left = Bits;
        for (int i = 0; left > 0; i += ChunkBytes, left -= 8 * ChunkBytes)
        {
            int count = Math.Min(left, 8 * ChunkBytes);
            ulong chunk = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(i));
            writer.Put(chunk & ((1UL << count) - 1), count);
            writer.Flush();
        }
    }
}
