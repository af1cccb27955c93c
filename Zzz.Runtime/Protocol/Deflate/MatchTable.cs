using System.Numerics;

namespace Zzz.Protocol.Deflate;

/// <summary>
/// Where each hash of four bytes was last seen, as the low 16 bits of its place in the stream. Every entry is only a hint, to be checked
/// against the bytes, so the table is never cleared: neither between messages nor when it comes from a pool.
/// </summary>
internal sealed class MatchTable(ushort[] heads)
{
    /// <summary>A power of two of entries.</summary>
    public ushort[] Heads { get; } = heads;

    /// <summary>Shifts a 32-bit hash down to an index.</summary>
    public int Shift { get; } = 32 - BitOperations.Log2((uint)heads.Length);

    /// <summary>The place in the stream of the next message's first byte.</summary>
    public int Position { get; private set; }

    public int MemorySize => Heads.Length * sizeof(ushort);

    public void Advance(int length) => Position = (Position + length) & 0xFFFF;
}
