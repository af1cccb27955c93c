using Zzz.Protocol;

namespace Zzz.Channels.History;

/// <summary>A turn in a <see cref="TopicFeed"/>, which ends when this is disposed.</summary>
internal readonly ref struct FeedTurn : IDisposable
{
    [ThreadStatic]
    private static int _depth;

    [ThreadStatic]
    private static Queue<Action>? _deferred;

    [ThreadStatic]
    private static bool _runsDeferred;

    private readonly TopicFeeds _feeds;
    private readonly TopicFeed _feed;
    private readonly long _now;

    /// <summary>Begins a turn, whose lock the caller has taken.</summary>
    public FeedTurn(TopicFeeds feeds, TopicFeed feed, long now)
    {
        (_feeds, _feed, _now) = (feeds, feed, now);
        _depth++;
    }

    /// <summary>Whether this thread has a turn in any topic.</summary>
    public static bool IsTaken => _depth > 0;

    /// <summary>The position of the topic's last message.</summary>
    public TopicPosition Top => _feed.Ring.Top;

    /// <summary>
    /// Runs a broadcast after the turn of this thread. A logger or another observer has made it while a message was on its way to the clients: sent at
    /// once, it would overtake that message, or wait for a turn in another topic while this one is held.
    /// </summary>
    public static void Defer(Action broadcast) => (_deferred ??= []).Enqueue(broadcast);

    /// <summary>Appends a message, which must have been written for the offset after <see cref="Top"/>.</summary>
    /// <param name="sender">The id of the client that must not receive the message; empty if there is none.</param>
    /// <param name="kind">Whether the message is text or binary.</param>
    /// <param name="message">The message.</param>
    /// <param name="age">How long ago the message was broadcast, as a number of the clock's ticks.</param>
    public HistoryEntry Append(byte[] sender, WsMessageKind kind, byte[] message, long age = 0)
    {
        HistoryEntry entry = _feed.Ring.Append(_now - age, sender, kind, message);
        foreach (HistoryPin pin in _feed.Pins) pin.Add(entry);
        return entry;
    }

    /// <summary>Continues after another position, because the messages in between are lost. Clients that are joining will be notified.</summary>
    public void Restart(TopicPosition top)
    {
        _feed.Ring.Restart(top);
        foreach (HistoryPin pin in _feed.Pins) pin.Break();
    }

    /// <inheritdoc cref="HistoryRing.After"/>
    public HistoryEntry? After(TopicPosition since, ReadOnlySpan<byte> client = default) => _feed.Ring.After(since, _now, client);

    /// <summary>Keeps the messages from an entry on for a client, until the pin is released or the messages that are added exceed the limits.</summary>
    public HistoryPin Pin(HistoryEntry entry, byte[] client, int maxCount, int maxBytes)
    {
        var pin = new HistoryPin(_feed, entry, client, maxCount, maxBytes);
        _feed.Pins.Add(pin);
        return pin;
    }

    /// <summary>
    /// Returns a message as a frame, with a reference for the caller. The frame is kept for the other clients that recover, as long as memory
    /// allows.
    /// </summary>
    public PreparedMessage Frame(HistoryEntry entry) => _feed.Ring.Frame(entry, _feeds.MayKeepFrames(_feed));

    public void Dispose()
    {
        try
        {
            _feeds.Count(_feed);
        }
        finally
        {
            _depth--;
            _feed.Lock.Exit();
        }

        if (_depth > 0) return;
        _feeds.Shrink();
        RunDeferred();
    }

    /// <summary>Runs the broadcasts that were deferred, one after another. Each takes a turn, whose end runs no others.</summary>
    private static void RunDeferred()
    {
        if (_deferred is null || _runsDeferred) return;
        _runsDeferred = true;
        try
        {
            while (_deferred.TryDequeue(out Action? broadcast)) broadcast();
        }
        finally
        {
            _runsDeferred = false;
        }
    }
}
