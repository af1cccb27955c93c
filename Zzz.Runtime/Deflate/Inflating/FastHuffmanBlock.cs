using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Zzz.Deflate.Inflating;

/// <summary>The inner loop of <see cref="HuffmanBlock"/>. Decodes literals and matches while both input and output have room to spare.</summary>
/// <remarks>
/// Bounds: each round starts with at least 16 input bytes left, and reads at most two words, the second at most 7 bytes after the first. At least 32
/// output bytes are left, and a round writes at most 3 literals and one match; a match that does not leave <see cref="MatchCopy.Overshoot"/> bytes of
/// room after it is left to the caller. Tables are indexed by masked bits; a sub-table is always inside its table.
/// </remarks>
internal static class FastHuffmanBlock
{
    private const int InputMargin = 2 * sizeof(ulong);
    private const int OutputMargin = 32;
    private const int LiteralMask = (1 << DecodeTable.LiteralRootBits) - 1;
    private const int DistanceMask = (1 << DecodeTable.DistanceRootBits) - 1;

    public static bool HasRoom(in InflateCursor cursor)
        => cursor.Input.Length - cursor.Position >= InputMargin && cursor.Message.Length - cursor.Length >= OutputMargin;

    /// <summary>Decodes until the first symbol that is neither a literal nor a match, or that cannot be decoded with room to spare.</summary>
    public static void Decode(ref InflateCursor cursor, uint[] literalTable, uint[] distanceTable)
    {
        ref byte input = ref MemoryMarshal.GetReference(cursor.Input);
        ref byte message = ref MemoryMarshal.GetReference(cursor.Message);
        ref uint literals = ref MemoryMarshal.GetArrayDataReference(literalTable);
        ref uint distances = ref MemoryMarshal.GetArrayDataReference(distanceTable);
        int inputEnd = cursor.Input.Length - InputMargin;
        int messageEnd = cursor.Message.Length - OutputMargin;
        int position = cursor.Position;
        int length = cursor.Length;
        ulong bits = cursor.Bits;
        int count = cursor.BitCount;

        while (position <= inputEnd && length <= messageEnd)
        {
            Refill(ref input, ref position, ref bits, ref count);
            uint entry = Unsafe.Add(ref literals, (nint)(bits & LiteralMask));
            if ((int)entry < 0)
            {
                Unsafe.Add(ref message, length++) = (byte)(entry >> 16);
                Drop(entry, ref bits, ref count);
                entry = Unsafe.Add(ref literals, (nint)(bits & LiteralMask));
                if ((int)entry < 0)
                {
                    Unsafe.Add(ref message, length++) = (byte)(entry >> 16);
                    Drop(entry, ref bits, ref count);
                    entry = Unsafe.Add(ref literals, (nint)(bits & LiteralMask));
                    if ((int)entry < 0)
                    {
                        Unsafe.Add(ref message, length++) = (byte)(entry >> 16);
                        Drop(entry, ref bits, ref count);
                        continue;
                    }
                }
                Refill(ref input, ref position, ref bits, ref count);
            }

            ulong bitsBefore = bits;
            int countBefore = count;
            if ((entry & DecodeTable.Exceptional) != 0)
            {
                if ((entry & DecodeTable.SubTable) == 0)
                    break;
                Drop(entry, ref bits, ref count);
                entry = Unsafe.Add(ref literals, (nint)((entry >> 16) + Low(bits, CodeBits(entry))));
                if ((int)entry < 0)
                {
                    Unsafe.Add(ref message, length++) = (byte)(entry >> 16);
                    Drop(entry, ref bits, ref count);
                    continue;
                }
            }
            int matchLength = Value(entry, bits);
            Drop(entry, ref bits, ref count);

            uint distanceEntry = Unsafe.Add(ref distances, (nint)(bits & DistanceMask));
            if ((distanceEntry & DecodeTable.SubTable) != 0)
            {
                Drop(distanceEntry, ref bits, ref count);
                distanceEntry = Unsafe.Add(ref distances, (nint)((distanceEntry >> 16) + Low(bits, CodeBits(distanceEntry))));
            }
            int distance = Value(distanceEntry, bits);
            Drop(distanceEntry, ref bits, ref count);

            bool plain = ((entry | distanceEntry) & DecodeTable.Exceptional) == 0
                && matchLength <= cursor.Message.Length - MatchCopy.Overshoot - length
                && distance <= cursor.WindowSize;
            if (!plain || (distance > length && !TryCopyHistory(ref cursor, ref message, length, distance, matchLength)))
            {
                bits = bitsBefore;
                count = countBefore;
                break;
            }
            if (distance <= length)
                MatchCopy.Copy(ref Unsafe.Add(ref message, length), distance, matchLength);
            length += matchLength;
        }

        cursor.Position = position;
        cursor.Length = length;
        cursor.Bits = bits & ((1UL << count) - 1);
        cursor.BitCount = count;
    }

    /// <summary>Copies a match that starts in the history and may continue at the start of the message.</summary>
    private static bool TryCopyHistory(ref InflateCursor cursor, ref byte message, int length, int distance, int matchLength)
    {
        int back = distance - length;
        if (back > cursor.History.Length)
            return false;

        int count = Math.Min(matchLength, back);
        cursor.History.Slice(cursor.History.Length - back, count).CopyTo(cursor.Message[length..]);
        if (count < matchLength)
            MatchCopy.Copy(ref Unsafe.Add(ref message, length + count), distance, matchLength - count);
        return true;
    }

    /// <summary>Makes at least 56 bits available. The bits above <paramref name="count"/> already hold the next bits of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Refill(ref byte input, ref int position, ref ulong bits, ref int count)
    {
        bits |= Word(ref input, position) << count;
        position += (63 - count) >> 3;
        count |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref byte input, int position)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref input, position));
        return BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Drop(uint entry, ref ulong bits, ref int count)
    {
        bits >>= (byte)entry;
        count -= (byte)entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Value(uint entry, ulong bits) => (int)(entry >> 16) + (int)(Low(bits, (byte)entry) >> CodeBits(entry));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Low(ulong bits, int count) => (uint)bits & ((1u << count) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CodeBits(uint entry) => (int)(entry >> 8) & 15;
}
