namespace Zzz.Deflate.Inflating;

/// <summary>A match that has been decoded and checked, but not yet fully copied.</summary>
internal struct PendingMatch
{
    public int Length;
    public int Distance;

    /// <summary>Copies the match, or returns <see langword="false"/> if the message buffer is full before that is done.</summary>
    public bool TryCopy(ref InflateCursor cursor)
    {
        int count = Math.Min(Length, cursor.Message.Length - cursor.Length);
        for (int end = cursor.Length + count; cursor.Length < end; cursor.Length++)
        {
            int from = cursor.Length - Distance;
            cursor.Message[cursor.Length] = from >= 0 ? cursor.Message[from] : cursor.History[^-from];
        }
        Length -= count;
        return Length == 0;
    }
}
