using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Zzz.Deflate.Deflating.Matching;

/// <summary>Takes the first match that one look-up in a <see cref="MatchTable"/> finds: the fast level.</summary>
internal static class GreedyMatcher
{
    public const int MinMatch = sizeof(uint);

    /// <summary>Steps grow by one after this many literals in a row (as a power of two), to pass quickly over what does not compress.</summary>
    private const int SkipShift = 5;

    /// <summary>Finds the sequences of the block that begins at <paramref name="start"/>, and returns its end.</summary>
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

    /// <summary>Notes a few places inside a match, which are enough to find the next one like it.</summary>
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

    /// <summary>Counts a match that begins <paramref name="back"/> bytes before the message and may continue at its start.</summary>
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
