namespace Zzz.Protocol.Deflate;

/// <summary>
/// Compresses whole messages for MessageWriter (RFC 7692 §7.2.1). One per thread serves every connection; what belongs to a connection,
/// and only with context takeover, is in its <see cref="DeflateWindow"/>.
/// </summary>
internal sealed class Deflater
{
    /// <summary>A stored block holds no more (RFC 1951 §3.2.4).</summary>
    private const int MaxBlock = 0xFFFF;

    /// <summary>Shorter messages may be better off with the fixed code: see how often each symbol occurs first.</summary>
    private const int MinAtOnce = 512;

    private const int TableSize = 4096;

    [ThreadStatic]
    private static Deflater? _current;

    private readonly MatchTable _table = new(new ushort[TableSize]);
    private readonly SequenceBuffer _sequences = new();
    private readonly BlockCodes _codes = new();

    /// <summary>This thread's.</summary>
    public static Deflater Current => _current ??= new Deflater();

    /// <summary>Compresses without context takeover: the message refers to nothing before it.</summary>
    /// <returns>False: it does not fit into <paramref name="output"/>.</returns>
    public bool TryDeflate(ReadOnlySpan<byte> message, Span<byte> output, int windowBits, out int written)
    {
        bool fits = TryDeflate(new MatchSource(message, default, windowBits), _table, output, out written);
        _table.Advance(message.Length);
        return fits;
    }

    /// <summary>Compresses with context takeover. The window takes the message up if it fits, and stays as it is if not.</summary>
    /// <inheritdoc cref="TryDeflate(ReadOnlySpan{byte}, Span{byte}, int, out int)"/>
    public bool TryDeflate(ReadOnlySpan<byte> message, Span<byte> output, DeflateWindow window, out int written)
    {
        bool fits = TryDeflate(new MatchSource(message, window.History, window.Bits), window.Table, output, out written);
        if (fits)
            window.Append(message);
        return fits;
    }

    private bool TryDeflate(in MatchSource source, MatchTable table, Span<byte> output, out int written)
    {
        bool trusts = _codes.TrustsLearned(source.Message.Length);
        return (trusts && source.Message.Length >= MinAtOnce && TryDeflateAtOnce(source, table, output, out written))
            || TryDeflateBlocks(source, table, output, out written);
    }

    private bool TryDeflateAtOnce(in MatchSource source, MatchTable table, Span<byte> output, out int written)
    {
        written = 0;
        var writer = new BitWriter(output);
        return writer.HasRoomFor(8 * BlockHeader.Capacity)
            && GreedyEncoder.TryWrite(ref writer, source, table, _codes.Learned)
            && writer.BitLength > 4 * _codes.Learned.HeaderBits // else another code may do much better
            && TryFinish(ref writer, out written);
    }

    private bool TryDeflateBlocks(in MatchSource source, MatchTable table, Span<byte> output, out int written)
    {
        var writer = new BitWriter(output);
        written = 0;
        for (int start = 0, end; start < source.Message.Length; start = end)
        {
            _sequences.Clear();
            end = GreedyMatcher.FindBlock(source, start, Math.Min(source.Message.Length, start + MaxBlock), table, _sequences);
            if (!TryWriteBlock(ref writer, source.Message[start..end]))
                return false;
        }
        return TryFinish(ref writer, out written);
    }

    private bool TryWriteBlock(ref BitWriter writer, ReadOnlySpan<byte> block)
    {
        HuffmanCode code = _codes.Choose(block, _sequences.Sequences, optimal: false, out int cost);
        int storedCost = BlockHeader.TypeBits + writer.PaddingAfter(BlockHeader.TypeBits) + BlockWriter.StoredLengthBits + 8 * block.Length;
        if (!writer.HasRoomFor(Math.Min(cost, storedCost)))
            return false;

        if (storedCost < cost)
            BlockWriter.WriteStored(ref writer, block);
        else
            BlockWriter.WriteCoded(ref writer, code, block, _sequences.Sequences);
        return true;
    }

    /// <summary>Ends with the header of an empty stored block, whose other four bytes the receiver adds: RFC 7692 §7.2.1.</summary>
    private static bool TryFinish(ref BitWriter writer, out int written)
    {
        written = 0;
        if (!writer.HasRoomFor(BlockHeader.TypeBits + writer.PaddingAfter(BlockHeader.TypeBits)))
            return false;
        writer.Put(0, BlockHeader.TypeBits);
        writer.AlignToByte();
        written = (int)(writer.BitLength / 8);
        return true;
    }
}
