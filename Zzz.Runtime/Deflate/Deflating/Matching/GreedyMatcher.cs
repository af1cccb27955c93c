using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Zzz.Deflate.Deflating.Matching;

/// <summary>Takes the first match that a single look-up in a <see cref="MatchTable"/> finds. Used for the fast level.</summary>
internal static class GreedyMatcher
{
    public const int MinMatch = sizeof(uint);

    /// <summary>
    /// After each run of this many literals (as a power of two), steps grow by one, in order to pass quickly over data that does not compress.
    /// </summary>
    private const int SkipShift = 5;

    /// <summary>Finds the sequences of the block that starts at <paramref name="start"/>, and returns the block's end.</summary>
    public static int FindBlock(in MatchSource source, int start, int maxEnd, MatchTable table, SequenceBuffer sequences)
    {
        ref byte message = ref MemoryMarshal.GetReference(source.Message);
        ref ushort heads = ref MemoryMarshal.GetArrayDataReference(table.Heads);
        int shift = table.Shift;
        int origin = table.Position;
        int position = start;
        int anchor = start;

        while (position <= maxEnd - MinMatch)
        {
            uint word = Read(ref message, position);
            ref ushort head = ref Unsafe.Add(ref heads, (nint)Hash(word, shift));
            int distance = (ushort)(origin + position - head);
            head = (ushort)(origin + position);

            int length = 0;
            if ((uint)(distance - 1) < (uint)Math.Min(position, source.MaxDistance))
            {
                if (Read(ref message, position - distance) == word)
                    length = Extend(ref message, position, distance, maxEnd);
            }
            else if (distance > position && distance <= source.MaxDistance)
            {
                length = CountInHistory(source, position, distance - position, maxEnd);
            }

            if (length < MinMatch)
            {
                position += 1 + ((position - anchor) >> SkipShift);
                continue;
            }

            sequences.Add(position - anchor, length, distance);
            InsertInside(ref message, position, length, maxEnd, table);
            position += length;
            anchor = position;
            if (sequences.IsFull)
                return position;
        }
        return maxEnd;
    }

    /// <summary>Records a few places inside a match, which are enough to find the next similar match.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InsertInside(ref byte message, int position, int length, int end, MatchTable table)
    {
        if (position + length > end - MinMatch)
            return;
        Insert(ref message, position + 1, table);
        Insert(ref message, position + length - 1, table);
        Insert(ref message, position + length - 2, table);
        Insert(ref message, position + length - 3, table);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert(ref byte message, int position, MatchTable table)
        => table.Heads[Hash(Read(ref message, position), table.Shift)] = (ushort)(table.Position + position);

    public static int Extend(ref byte message, int position, int distance, int end)
    {
        int limit = Math.Min(end - position, DeflateSymbols.MaxMatch) - MinMatch;
        ref byte at = ref Unsafe.Add(ref message, position + MinMatch);
        return MinMatch + MatchLength.Count(ref at, ref Unsafe.Subtract(ref at, distance), limit);
    }

    /// <summary>Returns the length of a match that starts <paramref name="back"/> bytes before the message and may continue at the message's start.</summary>
    public static int CountInHistory(in MatchSource source, int position, int back, int end)
    {
        if (back > source.History.Length)
            return 0;

        ref byte message = ref MemoryMarshal.GetReference(source.Message);
        ref byte at = ref Unsafe.Add(ref message, position);
        ref byte history = ref Unsafe.Add(ref MemoryMarshal.GetReference(source.History), source.History.Length - back);
        int limit = Math.Min(end - position, DeflateSymbols.MaxMatch);
        int length = MatchLength.Count(ref at, ref history, Math.Min(limit, back));
        if (length == back)
            length += MatchLength.Count(ref Unsafe.Add(ref at, length), ref message, limit - length);
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Read(ref byte message, int position) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref message, position));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(uint word, int shift) => word * 0x9E3779B1 >> shift;
}
