using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zzz.Channels.Patterns;
using Zzz.Channels.Wire;
using Zzz.Telemetry;

namespace Zzz.Channels.History;

/// <summary>
/// The topics with a history. A feed is kept while its topic has members and, after that, for as long as its messages. If
/// <see cref="ZzzOptions.MaxHistoryBytes"/> is exceeded, the feeds that were used least recently are dropped earlier.
/// </summary>
internal sealed class TopicFeeds : IDisposable
{
    private const int EpochBytes = 6;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    /// <summary>How long a feed is kept after its last member has left, if its messages are in a log.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, TopicFeed> _feeds = new();
    private readonly ConcurrentDictionary<string, TopicFeed>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _maxBytes;
    private readonly ITimer _sweeper;
    private readonly HistoryRule[] _rulesOfOptions;
    private volatile HistoryRule[] _rules;
    private bool _sweeps;
    private long _bytes;
    private long _shrinkAbove;
    private bool _isFull;

    public TopicFeeds(IOptions<ZzzOptions> options, TimeProvider time, ConnectionMetrics metrics, ILogger<TopicFeeds> logger)
    {
        _lookup = _feeds.GetAlternateLookup<ReadOnlySpan<char>>();
        _time = GuardedTime.Of(time);
        _logger = GuardedLogger.Of(logger);
        _rules = _rulesOfOptions = [.. options.Value.Histories.Select(one => new HistoryRule(TopicPattern.OfText(one.Key), one.Value))];
        _maxBytes = _shrinkAbove = options.Value.MaxHistoryBytes;
        ConnectionMetrics.Published(() => metrics.Meter.CreateObservableUpDownCounter(
            "zzz.history.topics", () => _feeds.Count, "{topic}", "Topics that have a history."));
        ConnectionMetrics.Published(() => metrics.Meter.CreateObservableUpDownCounter(
            "zzz.history.size", () => Bytes, "By", "Memory that all histories take."));
        _sweeper = _time.CreateTimer(static feeds => ((TopicFeeds)feeds!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a topic has members on this node.</summary>
    public Func<string, bool> HasMembers { get; set; } = static _ => false;

    /// <summary>Creates what follows the log of a topic; <see langword="null"/> if the backplane keeps no logs.</summary>
    public Func<TopicFeed, IFeedFollower>? Follow { get; set; }

    /// <summary>The memory that all histories take.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Adds the rule of a channel. If several rules match a topic, the first one applies; those of the options come last.</summary>
    public void Add(HistoryRule rule)
    {
        lock (_lock) _rules = [.. _rules[..^_rulesOfOptions.Length], rule, .. _rulesOfOptions];
    }

    /// <summary>Returns the rule for a topic, or <see langword="null"/> if the topic has no history.</summary>
    public HistoryRule? RuleOf(ReadOnlySpan<char> topic)
    {
        if (_rules.Length == 0) return null;
        if (_lookup.TryGetValue(topic, out TopicFeed? feed)) return feed.Rule;
        Span<byte> utf8 = stackalloc byte[ChannelSerializer.MaxNameBytes];
        if (!Encoding.UTF8.TryGetBytes(topic, utf8, out int length)) return null;
        foreach (HistoryRule rule in _rules)
            if (rule.Serves(utf8[..length])) return rule;
        return null;
    }

    /// <summary>Whether a topic has a feed.</summary>
    public bool Contains(string topic) => _feeds.ContainsKey(topic);

    /// <summary>Returns what follows the log of a topic, if the topic has a feed that follows one.</summary>
    public IFeedFollower? FollowerOf(string topic) => _feeds.TryGetValue(topic, out TopicFeed? feed) ? feed.Follower : null;

    /// <summary>
    /// Returns a task that completes when the messages of a topic reach this node, and its history can be used. It does not fail, but may take for
    /// ever.
    /// </summary>
    public Task ReadyAsync(string topic, HistoryRule rule)
    {
        if (Follow is null) return Task.CompletedTask;
        using (Enter(topic, rule)) return FollowerOf(topic)?.ReadyAsync() ?? Task.CompletedTask;
    }

    /// <summary>Reads from the logs what was missed while this node was cut off.</summary>
    public void CatchUp()
    {
        foreach (TopicFeed feed in _feeds.Values) _ = feed.Follower?.CatchUpAsync();
    }

    /// <summary>Waits for a turn in a topic's feed, which is created if there is none.</summary>
    public FeedTurn Enter(ReadOnlySpan<char> topic, HistoryRule rule)
    {
        while (true)
        {
            TopicFeed feed = _lookup.TryGetValue(topic, out TopicFeed? found) ? found : Create(topic.ToString(), rule);
            if (TryEnter(feed, out FeedTurn turn))
            {
                feed.LastUsed = _time.GetTimestamp();
                return turn;
            }
        }
    }

    /// <summary>Waits for a turn in a feed, unless the feed was dropped.</summary>
    public bool TryEnter(TopicFeed feed, out FeedTurn turn)
    {
        feed.Lock.Enter();
        if (!feed.IsDropped)
        {
            turn = new FeedTurn(this, feed, _time.GetTimestamp());
            return true;
        }

        feed.Lock.Exit();
        turn = default;
        return false;
    }

    /// <summary>Whether frames may be kept in addition to the messages. Called during a turn of the feed.</summary>
    public bool MayKeepFrames(TopicFeed feed) => Bytes + feed.Size - feed.Counted < _maxBytes;

    /// <summary>Counts the memory that a feed takes. Called during a turn.</summary>
    public void Count(TopicFeed feed)
    {
        int size = feed.IsDropped ? 0 : feed.Size;
        Interlocked.Add(ref _bytes, size - feed.Counted);
        feed.Counted = size;
    }

    /// <summary>Forgets the histories that were used least recently, if all histories together take too much memory. Called outside any turn.</summary>
    public void Shrink()
    {
        if (Bytes <= Volatile.Read(ref _shrinkAbove)) return;
        bool wasFull;
        lock (_lock)
        {
            if (Bytes <= _shrinkAbove) return; // another thread has done it
            wasFull = _isFull;
            ForgetLeastRecentlyUsed();
            Volatile.Write(ref _shrinkAbove, Math.Max(_maxBytes, Bytes + (_maxBytes / 10))); // the topics with members may exceed the limit by themselves
        }

        if (!wasFull && _isFull) Log.HistoryFull(_logger, _maxBytes); // outside the lock, because the logger may broadcast
    }

    public void Dispose() => _sweeper.Dispose();

    private void ForgetLeastRecentlyUsed()
    {
        foreach (TopicFeed feed in _feeds.Values) Visit(feed, static feed => feed.Ring.DropFrames()); // they can be made again, unlike messages
        if (Bytes <= _maxBytes) return;
        _isFull = true;
        foreach (TopicFeed feed in _feeds.Values.OrderBy(feed => feed.LastUsed))
        {
            if (Bytes <= _maxBytes - (_maxBytes / 10)) return;
            Visit(feed, Clear);
        }
    }

    private TopicFeed Create(string topic, HistoryRule rule)
    {
        TopicFeed feed = _feeds.GetOrAdd(topic, static (topic, of) => of.feeds.NewFeed(topic, of.rule), (feeds: this, rule));
        lock (_lock)
        {
            if (!_sweeps) _sweeper.Change(SweepInterval, SweepInterval);
            _sweeps = true;
        }

        return feed;
    }

    private TopicFeed NewFeed(string topic, HistoryRule rule)
    {
        string epoch = Follow is null ? NewEpoch() : ""; // the log has one
        var feed = new TopicFeed(topic, rule, new HistoryRing(epoch, rule, _time.TimestampFrequency));
        feed.Follower = Follow?.Invoke(feed);
        return feed;
    }

    private static string NewEpoch() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(EpochBytes));

    /// <summary>Drops messages that are too old, the frames of earlier recoveries, and feeds that are no longer needed.</summary>
    private void Sweep()
    {
        long now = _time.GetTimestamp();
        foreach (TopicFeed feed in _feeds.Values)
        {
            Visit(feed, feed =>
            {
                feed.Ring.ForgetOld(now);
                feed.Ring.DropFrames();
                if (HasMembers(feed.Topic)) feed.LastUsed = now;
                else if (_time.GetElapsedTime(feed.LastUsed, now) > TimeToKeep(feed)) Drop(feed);
            });
            feed.Follower?.CheckIfIdle();
        }

        Volatile.Write(ref _shrinkAbove, _maxBytes);
        if (Bytes < _maxBytes / 2) _isFull = false;
    }

    /// <summary>How long a feed is kept after it was last used. Its last member may have left just before the next sweep.</summary>
    private static TimeSpan TimeToKeep(TopicFeed feed) => feed.Follower is null ? feed.Rule.Age + SweepInterval : Linger;

    /// <summary>Takes a turn in a feed, unless it is in use: then it is not one that can be spared.</summary>
    private void Visit(TopicFeed feed, Action<TopicFeed> act)
    {
        if (!feed.Lock.TryEnter()) return;
        try
        {
            act(feed);
            Count(feed);
        }
        finally
        {
            feed.Lock.Exit();
        }
    }

    private void Clear(TopicFeed feed)
    {
        feed.Ring.Clear();
        if (!HasMembers(feed.Topic)) Drop(feed);
    }

    private void Drop(TopicFeed feed)
    {
        if (feed.Pins.Count > 0) return; // a client is joining
        feed.IsDropped = true;
        _feeds.TryRemove(KeyValuePair.Create(feed.Topic, feed));
    }
}
