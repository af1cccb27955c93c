using Zzz.Cluster;
using Zzz.Cluster.Logs;
using Zzz.Cluster.Messages;

namespace Zzz.Channels.History;

/// <summary>
/// Follows the log of one topic, which the backplane keeps for all nodes: passes each message on to the members once, in the log's order, and reads
/// from the log what was lost on the way. The members are notified if that is no longer possible.
/// </summary>
internal sealed class LogFollower : IFeedFollower
{
    private readonly TopicFeeds _feeds;
    private readonly TopicFeed _feed;
    private readonly OtherNodes _nodes;
    private readonly ITopicMembers _members;
    private readonly TimeProvider _time;
    private readonly string _name;
    private readonly LogCursor _cursor = new();
    private readonly CatchUp _catchUp;
    private readonly Lock _lock = new();
    private Task? _ready;
    private volatile bool _isIdle;

    public LogFollower(TopicFeeds feeds, TopicFeed feed, OtherNodes nodes, ITopicMembers members, TimeProvider time)
    {
        (_feeds, _feed, _nodes, _members, _time) = (feeds, feed, nodes, members, time);
        _name = ControlTopic.Escape(feed.Topic);
        _catchUp = new CatchUp(ReadAsync, Begin, ApplyAsync, () => feed.IsDropped || nodes.IsOver, time);
    }

    public TopicPosition? KnownPosition
    {
        get
        {
            if (!_feed.Lock.TryEnter()) return null;
            try
            {
                return _cursor.Position;
            }
            finally
            {
                _feed.Lock.Exit();
            }
        }
    }

    public Task ReadyAsync()
    {
        Task wanted = _nodes.WantAsync(_feed.Topic);
        lock (_lock) return _ready ??= StartAsync(wanted);
    }

    public void Receive(NodeMessage message, TopicPosition position)
    {
        bool isBehind;
        if (!_feeds.TryEnter(_feed, out FeedTurn turn)) return;
        using (turn)
        {
            if (_cursor.TryAdvance(position)) _members.Keep(turn, _feed.Topic, message, age: 0, delivers: true);
            isBehind = _cursor.IsBehind && _cursor.Position is not null;
        }

        _isIdle = false;
        if (isBehind) _ = CatchUpAsync();
    }

    public Task CatchUpAsync() => _catchUp.RunAsync();

    public void CheckIfIdle()
    {
        if (_isIdle && _ready is { IsCompleted: true }) _ = CatchUpAsync();
        _isIdle = true;
    }

    private async Task StartAsync(Task wanted)
    {
        await wanted;
        await CatchUpAsync();
    }

    private ValueTask<BackplaneRead> ReadAsync(TopicPosition? since) => _nodes.Logs!.ReadAsync(_name, since, _feed.Rule.Messages);

    private TopicPosition? Begin()
    {
        lock (_feed.Lock) return _cursor.BeginRead();
    }

    private TopicPosition? Position()
    {
        lock (_feed.Lock) return _cursor.Position;
    }

    private async ValueTask<bool> ApplyAsync(BackplaneRead read)
    {
        TopicPosition? before = Position();
        bool isFirst = before is null, isLost = !isFirst && read.Messages is null;
        if (isLost) read = await ReadAsync(since: null);
        if (isLost || (!isFirst && read.Messages is { Count: > 0 })) _nodes.Metrics.Gap(isRepaired: !isLost);
        if (!_feeds.TryEnter(_feed, out FeedTurn turn)) return false;
        using (turn)
        {
            if (isFirst || isLost) Restart(turn, read);
            if (isLost) _members.NotifyOfGap(turn, _feed.Topic); // what was read came after the gap
            Continue(turn, read, before);
            if (isFirst) _members.NotifyOfGap(turn, _feed.Topic); // to those who have joined in the meantime
            return _cursor.IsBehind;
        }
    }

    /// <summary>Moves to the position before the messages that were read.</summary>
    private void Restart(in FeedTurn turn, BackplaneRead read)
    {
        TopicPosition before = read.Top with { Offset = read.Top.Offset - (read.Messages?.Count ?? 0) };
        turn.Restart(before);
        _cursor.MoveTo(before);
    }

    /// <summary>Passes on what was read. The members receive what they have not received before.</summary>
    private void Continue(in FeedTurn turn, BackplaneRead read, TopicPosition? before)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> messages = read.Messages ?? [];
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds(), offset = read.Top.Offset - messages.Count;
        foreach (ReadOnlyMemory<byte> bytes in messages)
        {
            TopicPosition position = read.Top with { Offset = ++offset };
            if (!_cursor.TryAdvance(position)) continue; // received in the meantime
            bool delivers = before is { } last && (position.Epoch != last.Epoch || position.Offset > last.Offset);
            if (NodeMessage.TryRead(bytes.Span, out NodeMessage message))
            {
                long age = Math.Max(0, now - message.Stamp.Time) * _time.TimestampFrequency / 1000;
                _members.Keep(turn, _feed.Topic, message, age, delivers);
            }
            else
            {
                turn.Restart(position); // a message of a later version, which nobody here can read
                if (delivers) _members.NotifyOfGap(turn, _feed.Topic);
            }
        }
    }
}
