namespace Zzz.Channels.History;

/// <summary>
/// Keeps the messages from one entry of a history on for a client that joins, even if the history forgets them. The messages that are added are
/// limited: beyond that, the pin breaks, and keeps nothing. Used only during a turn, except for <see cref="Release"/>.
/// </summary>
internal sealed class HistoryPin
{
    private readonly TopicFeed _feed;
    private readonly byte[] _client;
    private HistoryEntry? _next;
    private int _room;
    private long _bytesRoom;

    /// <param name="feed">The topic.</param>
    /// <param name="next">The first entry that is kept, which may still be empty.</param>
    /// <param name="client">The id of the client, whose own messages are left out.</param>
    /// <param name="maxCount">How many messages may be added.</param>
    /// <param name="maxBytes">How many bytes the messages that are added may have together.</param>
    public HistoryPin(TopicFeed feed, HistoryEntry next, byte[] client, int maxCount, int maxBytes)
    {
        (_feed, _next, _client) = (feed, next, client);
        (_room, _bytesRoom) = (maxCount, maxBytes);
        foreach (HistoryEntry entry in Messages) Count(entry);
    }

    /// <summary>Whether the messages are no longer kept, because too many were added.</summary>
    public bool IsBroken => _next is null;

    public int MessageCount { get; private set; }

    /// <summary>The size of the messages.</summary>
    public int Bytes { get; private set; }

    /// <summary>The messages that are kept for the client, in order.</summary>
    public IEnumerable<HistoryEntry> Messages
    {
        get
        {
            for (HistoryEntry? entry = _next; entry?.Next is not null; entry = entry.Next)
                if (entry.IsFor(_client)) yield return entry;
        }
    }

    /// <summary>Counts a message that was added to the history. One that is not for the client takes memory too.</summary>
    public void Add(HistoryEntry entry)
    {
        if (entry.IsFor(_client)) Count(entry);
        if (--_room < 0 || (_bytesRoom -= entry.Message.Length) < 0) Break();
    }

    /// <summary>Keeps the messages no longer, because the history has a hole.</summary>
    public void Break() => _next = null;

    /// <summary>Ends the pin. Called in a turn, or outside any turn.</summary>
    public void Release()
    {
        lock (_feed.Lock)
        {
            _next = null;
            _feed.Pins.Remove(this);
        }
    }

    private void Count(HistoryEntry entry)
    {
        MessageCount++;
        Bytes += entry.Message.Length;
    }
}
