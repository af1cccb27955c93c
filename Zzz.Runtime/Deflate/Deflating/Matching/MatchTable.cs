using System.Numerics;

namespace Zzz.Deflate.Deflating.Matching;

/// <summary>
/// The last place of each hash of four bytes, as the low 16 bits of its position in the stream. Every entry is only a hint that must be checked
/// against the bytes. A table that serves many connections gives no hints from another connection's messages, because output that depended on such a
/// hint would reveal something about them.
/// </summary>
internal sealed class MatchTable
{
    /// <summary>The highest place that 16 bits can distinguish from an earlier one.</summary>
    private const int MaxPlace = 0xFFFF;

    /// <summary>The first place after the one that a cleared entry stands for.</summary>
    private const int FirstPlace = 1;

    private int _end = FirstPlace;

    /// <param name="heads">The entries: a power of two of them, with any content.</param>
    public MatchTable(ushort[] heads)
    {
        Heads = heads;
        Shift = 32 - BitOperations.Log2((uint)heads.Length);
        Heads.AsSpan().Clear();
    }

    public ushort[] Heads { get; }

    /// <summary>How far a 32-bit hash must be shifted right to become an index.</summary>
    public int Shift { get; }

    /// <summary>The place in the stream at which the next message's first byte is.</summary>
    public int Position { get; private set; }

    public int MemorySize => Heads.Length * sizeof(ushort);

    /// <summary>Continues the stream of a connection.</summary>
    public void Advance(int length) => Position = (Position + length) & MaxPlace;

    /// <summary>
    /// Starts a message that refers to nothing before it, even if the previous message failed. All earlier entries have places before
    /// <see cref="Position"/>, which the message cannot reach. The table is cleared when it runs out of places.
    /// </summary>
    public void Begin(int length)
    {
        if (length > MaxPlace - _end)
        {
            Heads.AsSpan().Clear();
            _end = FirstPlace;
        }
        Position = _end;
        _end = Math.Min(MaxPlace, _end + Math.Min(length, MaxPlace));
    }
}
