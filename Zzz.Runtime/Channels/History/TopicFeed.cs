namespace Zzz.Channels.History;

/// <summary>
/// A topic with a history. Broadcasts and joins take turns, so that all clients receive the same messages in the same order, and a client that
/// joins receives each message once, either from the history or live.
/// </summary>
internal sealed class TopicFeed(string topic, HistoryRule rule, HistoryRing ring)
{
    /// <summary>The memory that a feed takes in addition to its messages.</summary>
    private const int Overhead = 400;

    public string Topic => topic;

    public HistoryRule Rule => rule;

    /// <summary>Held during a turn.</summary>
    public Lock Lock { get; } = new();

    /// <summary>The messages. Used only during a turn.</summary>
    public HistoryRing Ring => ring;

    /// <summary>Follows the log that the backplane keeps; <see langword="null"/> if the messages are kept on this node alone.</summary>
    public IFeedFollower? Follower { get; set; }

    /// <summary>Whether the topic has a newer feed, so that this one must not be used any more. Set only during a turn.</summary>
    public bool IsDropped { get; set; }

    /// <summary>When the topic was last used, as a timestamp.</summary>
    public long LastUsed { get; set; }

    public int Size => Overhead + (2 * topic.Length) + ring.Bytes + ring.FrameBytes;

    /// <summary>The part of <see cref="Size"/> that <see cref="TopicFeeds"/> has counted. Used only during a turn.</summary>
    public int Counted { get; set; }

    /// <summary>The pins of clients that are joining. Used only during a turn.</summary>
    public List<HistoryPin> Pins { get; } = [];
}
