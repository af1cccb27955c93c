using Zzz.Protocol;

namespace Zzz.Channels.History;

/// <summary>A turn in a <see cref="TopicFeed"/>, which ends when this is disposed.</summary>
internal readonly ref struct FeedTurn(TopicFeeds feeds, TopicFeed feed, long now) : IDisposable
{
    /// <summary>The position of the topic's last message.</summary>
    public TopicPosition Top => feed.Ring.Top;

    /// <summary>Appends a message, which must have been written for the offset after <see cref="Top"/>.</summary>
    public HistoryEntry Append(byte[] sender, WsMessageKind kind, byte[] message) => feed.Ring.Append(now, sender, kind, message);

    /// <inheritdoc cref="HistoryRing.After"/>
    public HistoryEntry? After(TopicPosition since, ReadOnlySpan<byte> client = default) => feed.Ring.After(since, now, client);

    /// <summary>
    /// Returns a message as a frame, with a reference for the caller. The frame is kept for the other clients that recover, as long as memory
    /// allows.
    /// </summary>
    public PreparedMessage Frame(HistoryEntry entry) => feed.Ring.Frame(entry, feeds.MayKeepFrames(feed));

    public void Dispose()
    {
        try
        {
            feed.RunDeferred();
            feeds.Count(feed);
        }
        finally
        {
            feed.Lock.Exit();
        }

        feeds.Shrink();
    }
}
