using System.Buffers;
using Zzz.Deflate.Deflating.Coding;
using Zzz.Deflate.Deflating.Matching;

namespace Zzz.Deflate.Deflating;

/// <summary>
/// Compresses whole messages for MessageWriter (RFC 7692 §7.2.1). Each thread has one deflater for all connections. A connection has state of its
/// own, its <see cref="DeflateWindow"/>, only with context takeover. The output depends only on the message and that window: all other state is
/// scratch memory that is reset at the start of each message, even if the previous one failed.
/// </summary>
internal sealed class Deflater
{
    /// <summary>Messages shorter than this may be smaller in the fixed code, so the occurrences of each symbol are counted first.</summary>
    private const int MinAtOnce = 512;

    private const int TableSize = 8192;

    [ThreadStatic]
    private static Deflater? _current;

    private readonly MatchTable _table = new(new ushort[TableSize]);
    private readonly SequenceBuffer _sequences = new();
    private readonly BlockCodes _codes = new();
    private LazyMatcher? _lazyMatcher;

    /// <summary>The deflater of this thread.</summary>
    public static Deflater Current => _current ??= new Deflater();

    /// <summary>Compresses without context takeover: the message refers to nothing before it.</summary>
    /// <returns>False if the message does not fit into <paramref name="output"/>.</returns>
    public bool TryDeflate(ReadOnlySpan<byte> message, Span<byte> output, int windowBits, WsCompressionLevel level, out int written)
    {
        var source = new MatchSource(message, default, windowBits);
        if (level == WsCompressionLevel.Optimal)
            return TryDeflateOptimal(source, output, out written);

        _table.Begin(message.Length);
        return TryDeflateFastest(source, _table, output, out written);
    }

    /// <summary>Compresses with context takeover. The message is added to the window if it fits; otherwise the window is unchanged.</summary>
    /// <inheritdoc cref="TryDeflate(ReadOnlySpan{byte}, Span{byte}, int, WsCompressionLevel, out int)"/>
    public bool TryDeflate(ReadOnlySpan<byte> message, Span<byte> output, DeflateWindow window, WsCompressionLevel level, out int written)
    {
        var source = new MatchSource(message, window.History, window.Bits);
        bool fits = level == WsCompressionLevel.Optimal
            ? TryDeflateOptimal(source, output, out written)
            : TryDeflateFastest(source, window.Table, output, out written);
        if (fits)
            window.Append(message);
        return fits;
    }

    private bool TryDeflateFastest(in MatchSource source, MatchTable table, Span<byte> output, out int written)
        => (source.Message.Length >= MinAtOnce && TryDeflateAtOnce(source, table, output, out written))
            || TryDeflateBlocks(source, table, output, out written);

    private static TrainedCodes CodesFor(in MatchSource source) => TrainedCodes.For(source.Message.Length, source.History.Length);

    private static bool TryDeflateAtOnce(in MatchSource source, MatchTable table, Span<byte> output, out int written)
    {
        written = 0;
        var writer = new BitWriter(output);
        return writer.HasRoomFor(8 * BlockHeader.Capacity)
            && CodesFor(source).Guess(source.Message) is { } code
            && GreedyEncoder.TryWrite(ref writer, source, table, code)
            && writer.BitLength > 4 * code.HeaderBits // otherwise another code may be much better
            && writer.TryFinish(out written);
    }

    private bool TryDeflateBlocks(in MatchSource source, MatchTable table, Span<byte> output, out int written)
    {
        TrainedCodes codes = CodesFor(source);
        var writer = new BitWriter(output);
        written = 0;
        for (int start = 0, end; start < source.Message.Length; start = end)
        {
            _sequences.Clear();
            end = GreedyMatcher.FindBlock(source, start, BlockWriter.MaxEnd(source.Message, start), table, _sequences);
            if (!TryWriteBlock(ref writer, source.Message[start..end], codes, optimal: false))
                return false;
        }
        return writer.TryFinish(out written);
    }

    /// <summary>Joins history and message for the lazy matcher, which indexes the history again each time.</summary>
    private bool TryDeflateOptimal(in MatchSource source, Span<byte> output, out int written)
    {
        if (source.History.IsEmpty)
            return TryDeflateOptimal(source.Message, 0, source.MaxDistance, output, out written);

        int length = source.History.Length + source.Message.Length;
        byte[] joined = ArrayPool<byte>.Shared.Rent(length);
        source.History.CopyTo(joined);
        source.Message.CopyTo(joined.AsSpan(source.History.Length));
        bool fits = TryDeflateOptimal(joined.AsSpan(0, length), source.History.Length, source.MaxDistance, output, out written);
        ArrayPool<byte>.Shared.Return(joined);
        return fits;
    }

    private bool TryDeflateOptimal(ReadOnlySpan<byte> data, int start, int maxDistance, Span<byte> output, out int written)
    {
        LazyMatcher matcher = _lazyMatcher ??= new LazyMatcher();
        matcher.Begin();
        TrainedCodes codes = TrainedCodes.For(data.Length - start, start);
        var writer = new BitWriter(output);
        written = 0;
        for (int end; start < data.Length; start = end)
        {
            _sequences.Clear();
            end = matcher.FindBlock(data, start, BlockWriter.MaxEnd(data, start), maxDistance, _sequences);
            if (!TryWriteBlock(ref writer, data[start..end], codes, optimal: true))
                return false;
        }
        return writer.TryFinish(out written);
    }

    private bool TryWriteBlock(ref BitWriter writer, ReadOnlySpan<byte> block, TrainedCodes codes, bool optimal)
    {
        HuffmanCode code = _codes.Choose(block, _sequences.Sequences, codes, optimal, out int cost);
        int storedCost = BlockWriter.StoredCost(writer, block);
        if (!writer.HasRoomFor(Math.Min(cost, storedCost)))
            return false;

        if (storedCost < cost)
            BlockWriter.WriteStored(ref writer, block);
        else
            BlockWriter.WriteCoded(ref writer, code, block, _sequences.Sequences);
        return true;
    }
}
