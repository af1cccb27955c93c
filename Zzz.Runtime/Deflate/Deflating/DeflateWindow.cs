using System.Buffers;
using Zzz.Deflate.Deflating.Matching;

namespace Zzz.Deflate.Deflating;

/// <summary>The history of a connection with server context takeover, and the table in which <see cref="Deflater"/> looks it up.</summary>
internal sealed class DeflateWindow(int bits)
{
    private readonly SlidingWindow _window = new(bits);
    private MatchTable? _table;

    public int Bits => _window.Bits;

    public ReadOnlySpan<byte> History => _window.History;

    /// <summary>
    /// The table, with half as many entries as the window has bytes: a smaller table finds fewer matches, and a larger one takes more memory.
    /// </summary>
    public MatchTable Table => _table ??= new MatchTable(ArrayPool<ushort>.Shared.Rent(1 << (Bits - 1)));

    public int MemorySize => _window.MemorySize + (_table?.MemorySize ?? 0);

    /// <summary>Adds a message that is sent compressed. Messages that are sent uncompressed must not be added (RFC 7692 §7.2.3.2).</summary>
    public void Append(ReadOnlySpan<byte> message)
    {
        _window.Append(message);
        _table?.Advance(message.Length);
    }

    /// <summary>Returns the memory to the pool and forgets the history.</summary>
    public void Return()
    {
        _window.Return();
        if (_table is { } table)
            ArrayPool<ushort>.Shared.Return(table.Heads);
        _table = null;
    }
}
