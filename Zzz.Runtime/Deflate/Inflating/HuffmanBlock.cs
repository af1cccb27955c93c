namespace Zzz.Deflate.Inflating;

/// <summary>Decodes the symbols of a fixed or dynamic block (RFC 1951 §3.2.3) one at a time. Input and output may end anywhere.</summary>
internal static class HuffmanBlock
{
    /// <summary>The most bits that a match can take: length and distance, with their codes and extra bits.</summary>
    private const int MaxMatchBits = 15 + 5 + 15 + 13;

    /// <summary>Returns <see cref="InflateStatus.Continue"/> at the end of the block.</summary>
    public static InflateStatus Decode(ref InflateCursor cursor, uint[] literals, uint[] distances, ref PendingMatch match)
    {
        while (true)
        {
            if (!match.TryCopy(ref cursor))
                return InflateStatus.NeedOutput;
            if (FastHuffmanBlock.HasRoom(cursor))
                FastHuffmanBlock.Decode(ref cursor, literals, distances);

            cursor.Has(MaxMatchBits);
            uint entry = Look(literals, DecodeTable.LiteralRootBits, cursor.Bits, out int bits);
            if (bits > cursor.BitCount)
                return InflateStatus.NeedInput;

            if ((entry & DecodeTable.Literal) != 0)
            {
                if (cursor.IsFull)
                    return InflateStatus.NeedOutput;
                cursor.Message[cursor.Length++] = (byte)(entry >> 16);
                cursor.Drop(bits);
            }
            else if ((entry & DecodeTable.EndOfBlock) != 0)
            {
                cursor.Drop(bits);
                return InflateStatus.Continue;
            }
            else
            {
                InflateStatus status = DecodeMatch(ref cursor, entry, bits, distances, ref match);
                if (status != InflateStatus.Continue)
                    return status;
            }
        }
    }

    /// <summary>
    /// Decodes a match. It is consumed only when both its length and its distance have arrived in full, so that no part of it has to be remembered.
    /// </summary>
    private static InflateStatus DecodeMatch(ref InflateCursor cursor, uint lengthEntry, int lengthBits, uint[] distances, ref PendingMatch match)
    {
        if ((lengthEntry & DecodeTable.Exceptional) != 0)
            return InflateStatus.Fault; // RFC 1951 §3.2.6: 286 and 287, or a code without a symbol

        uint distanceEntry = Look(distances, DecodeTable.DistanceRootBits, cursor.Bits >> lengthBits, out int distanceBits);
        if (lengthBits + distanceBits > cursor.BitCount)
            return InflateStatus.NeedInput;
        if ((distanceEntry & DecodeTable.Exceptional) != 0)
            return InflateStatus.Fault; // RFC 1951 §3.2.6: 30 and 31, or a code without a symbol

        int distance = Value(distanceEntry, cursor.Bits >> lengthBits, distanceBits);
        if (distance > cursor.MaxDistance)
            return InflateStatus.Fault; // RFC 1951 §3.2.5: before the first byte; RFC 7692 §7.1.2: outside the agreed window

        match.Length = Value(lengthEntry, cursor.Bits, lengthBits);
        match.Distance = distance;
        cursor.Drop(lengthBits + distanceBits);
        return InflateStatus.Continue;
    }

    /// <summary>Looks up the entry for the next symbol, and the number of bits that the symbol takes.</summary>
    private static uint Look(uint[] table, int rootBits, ulong next, out int bits)
    {
        uint entry = table[next & ((1UL << rootBits) - 1)];
        bits = (byte)entry;
        if ((entry & DecodeTable.SubTable) == 0)
            return entry;

        ulong index = (next >> rootBits) & ((1UL << CodeBits(entry)) - 1);
        entry = table[(entry >> 16) + index];
        bits += (byte)entry;
        return entry;
    }

    /// <summary>Adds the extra bits of a length or distance to its base. They are the last of its <paramref name="bits"/> bits.</summary>
    private static int Value(uint entry, ulong next, int bits)
    {
        int extraBits = (byte)entry - CodeBits(entry);
        return (int)(entry >> 16) + (int)((next >> (bits - extraBits)) & ((1UL << extraBits) - 1));
    }

    private static int CodeBits(uint entry) => (int)(entry >> 8) & 15;
}
