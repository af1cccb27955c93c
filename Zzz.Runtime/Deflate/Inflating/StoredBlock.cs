namespace Zzz.Deflate.Inflating;

/// <summary>Copies the bytes of a stored block (RFC 1951 §3.2.4).</summary>
internal static class StoredBlock
{
    /// <summary>Returns <see cref="InflateStatus.Continue"/> at the end of the block, when <paramref name="left"/> is zero.</summary>
    public static InflateStatus Copy(ref InflateCursor cursor, ref int left)
    {
        while (left > 0)
        {
            if (cursor.IsFull)
                return InflateStatus.NeedOutput;
            int count = cursor.BitCount > 0 ? CopyByte(ref cursor) : CopyBytes(ref cursor, left);
            if (count == 0)
                return InflateStatus.NeedInput;
            left -= count;
        }
        return InflateStatus.Continue;
    }

    /// <summary>Takes a byte that was read ahead as bits.</summary>
    private static int CopyByte(ref InflateCursor cursor)
    {
        cursor.Message[cursor.Length++] = (byte)cursor.Take(8);
        return 1;
    }

    private static int CopyBytes(ref InflateCursor cursor, int left)
    {
        int count = Math.Min(left, Math.Min(cursor.Input.Length - cursor.Position, cursor.Message.Length - cursor.Length));
        cursor.Input.Slice(cursor.Position, count).CopyTo(cursor.Message[cursor.Length..]);
        cursor.Position += count;
        cursor.Length += count;
        return count;
    }
}
