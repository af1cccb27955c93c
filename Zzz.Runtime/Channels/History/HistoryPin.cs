namespace Zzz.Channels.History;

/// <summary>
/// Keeps the messages from one entry of a history on for a client that joins, even if the history forgets them. The number and size of what is
/// kept are limited: beyond that, the pin breaks, and keeps nothing. Used only during a turn, except for <see cref="Release"/>.
/// </summary>
internal sealed class HistoryPin(TopicFeed feed, HistoryEntry next, int maxMessages, int maxBytes)
{
    private int _count;
    private long _bytes;

    /// <summary>The first entry that is kept; <see langword="null"/> if the pin is broken or released.</summary>
    public HistoryEntry? Next { get; private set; } = next;

    /// <summary>Counts a message that follows.</summary>
    public void Add(HistoryEntry entry)
    {
        _count++;
        _bytes += entry.Message.Length;
        if (_count > maxMessages || _bytes > maxBytes) Next = null;
    }

    /// <summary>Ends the pin. Called in a turn, or outside any turn.</summary>
    public void Release()
    {
        lock (feed.Lock)
        {
            Next = null;
            feed.Pins.Remove(this);
        }
    }
}
