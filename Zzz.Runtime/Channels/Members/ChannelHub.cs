using System.Text;
using Microsoft.Extensions.Logging;
using Zzz.Channels.History;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.Cluster;
using Zzz.Cluster.Messages;
using Zzz.Connection;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.PubSub;
using Zzz.Telemetry;

namespace Zzz.Channels.Members;

/// <summary>Broadcasts events to the members of topics, on this node and, over the backplane, on the others.</summary>
internal sealed class ChannelHub : IChannels, ITopicMembers
{
    private static readonly TimeSpan MaxJoinWait = TimeSpan.FromSeconds(5);

    private readonly Registry<ChannelMembership> _memberships;
    private readonly Registry<ServerConnection> _connections = new();
    private readonly AppJson _json;
    private readonly OtherNodes _nodes;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _hasWarned;

    public ChannelHub(AppJson json, TopicFeeds feeds, OtherNodes nodes, TimeProvider time, ILogger<ChannelHub> logger)
    {
        _memberships = new Registry<ChannelMembership>(topic => HasMembersOn?.Invoke(topic));
        _json = json;
        _nodes = nodes;
        _time = GuardedTime.Of(time);
        _logger = GuardedLogger.Of(logger);
        Feeds = feeds;
        feeds.HasMembers = HasMembers;
        if (nodes.Logs is { } logs)
        {
            feeds.Follow = feed => new LogFollower(feeds, feed, nodes, this, _time);
            logs.Known = name => feeds.FollowerOf(ControlTopic.Unescape(name))?.KnownPosition;
            nodes.HasRestored += feeds.CatchUp;
            nodes.AddUse(feeds.Contains);
        }

        nodes.AddUse(HasMembers);
        nodes.Handlers[NodeMessageKind.Broadcast] = nodes.Handlers[NodeMessageKind.BinaryBroadcast] = OnBroadcast;
        nodes.Handlers[NodeMessageKind.Disconnect] = (_, message, _) => DisconnectHere(Encoding.UTF8.GetString(message.Payload));
        nodes.Handlers[NodeMessageKind.CountMembers] = (topic, _, _) => _memberships.SubscriberCount(topic);
    }

    /// <summary>The topics with a history.</summary>
    public TopicFeeds Feeds { get; }

    /// <summary>Called with the name of each topic that gets its first member on this node.</summary>
    public Action<string>? HasMembersOn { get; set; }

    /// <summary>How many topics have members on this node.</summary>
    public int TopicCount => _memberships.TopicCount;

    public int SubscriberCount(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _memberships.SubscriberCount(topic);
    }

    /// <summary>
    /// Waits until what other nodes send on a topic reaches this node, but not for long: if the backplane does not work, clients join all the same.
    /// </summary>
    public Task ReadyAsync(string topic)
    {
        Task ready = Feeds.RuleOf(topic) is { } rule && _nodes.Logs is not null ? Feeds.ReadyAsync(topic, rule) : _nodes.WantAsync(topic);
        return ready.IsCompleted ? Task.CompletedTask : NotForLongAsync(ready.WaitAsync(MaxJoinWait, _time));

        static async Task NotForLongAsync(Task ready) => await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Subscription<ChannelMembership> Add(ChannelMembership membership) => _memberships.Add(membership.Topic, membership);

    public void Remove(Subscription<ChannelMembership> subscription) => _memberships.Remove(subscription);

    /// <summary>Registers a connection under an id, so that <see cref="Disconnect"/> finds it.</summary>
    public Subscription<ServerConnection> Add(string id, ServerConnection connection) => _connections.Add(id, connection);

    public void Remove(Subscription<ServerConnection> registration) => _connections.Remove(registration);

    public async ValueTask<int> CountAsync(string topic) =>
        SubscriberCount(topic) + await _nodes.AskAsync(topic, new NodeMessage(NodeMessageKind.CountMembers, []) { WantsAnswer = true });

    public void Broadcast<T>(string topic, string eventName, T payload)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, _json.Current);
        Broadcast(topic, eventName, json.Json.Span, isBinary: false);
    }

    public void BroadcastBinary(string topic, string eventName, ReadOnlySpan<byte> payload) => Broadcast(topic, eventName, payload, isBinary: true);

    public ValueTask<BroadcastResult> BroadcastAsync<T>(string topic, string eventName, T payload)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, _json.Current);
        return BroadcastAsync(topic, eventName, json.Json.Span, isBinary: false);
    }

    public ValueTask<BroadcastResult> BroadcastBinaryAsync(string topic, string eventName, ReadOnlySpan<byte> payload) =>
        BroadcastAsync(topic, eventName, payload, isBinary: true);

    /// <summary>
    /// Sends an event to all members of a topic, on all nodes. On return, the event is queued for all members on this node, unless the backplane keeps
    /// the topic's history: then it is first stored there.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Bytes, or serialized JSON.</param>
    /// <param name="isBinary">Whether the payload is bytes.</param>
    /// <param name="except">A member that does not receive the event.</param>
    public void Broadcast(string topic, string eventName, ReadOnlySpan<byte> payload, bool isBinary, ChannelMembership? except = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        NodeMessage message = Write(eventName, payload, isBinary, except, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        if (!HasValidLength(topic)) return;
        if (LoggedBy(topic, message) is { } rule) _ = _nodes.Logs!.AppendAsync(ControlTopic.Escape(topic), rule.Limits, message);
        else Send(topic, message, except);
    }

    /// <summary>Sends an event with a payload of serialized JSON to the members of a topic on this node. It does not become part of a history.</summary>
    public void BroadcastHere(string topic, string eventName, ReadOnlySpan<byte> json)
    {
        NodeMessage message = Write(eventName, json, isBinary: false, except: null, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        if (HasValidLength(topic)) Deliver(topic, message);
    }

    public async ValueTask<TopicPosition> PositionAsync(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (Feeds.RuleOf(topic) is not { } rule)
            throw new InvalidOperationException($"The topic '{topic}' has no history: no channel that serves it is marked [History].");
        if (_nodes.Logs is { } logs) return (await logs.ReadAsync(ControlTopic.Escape(topic), since: null, limit: 0)).Top;
        using FeedTurn turn = Feeds.Enter(topic, rule);
        return turn.Top;
    }

    public void Disconnect(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        DisconnectHere(id);
        if (_nodes.Exist) _nodes.PublishToAll(new NodeMessage(NodeMessageKind.Disconnect, Encoding.UTF8.GetBytes(id)));
    }

    public async ValueTask<int> DisconnectAsync(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        int here = DisconnectHere(id);
        return here + await _nodes.AskAllAsync(new NodeMessage(NodeMessageKind.Disconnect, Encoding.UTF8.GetBytes(id)) { WantsAnswer = true });
    }

    public void Keep(in FeedTurn turn, string topic, NodeMessage message, long age, bool delivers)
    {
        Span<byte> room = stackalloc byte[ChannelSerializer.MaxNameBytes];
        if (!Utf8Name.TryEncode(topic, room, out ReadOnlySpan<byte> utf8)) return;
        bool isBinary = message.Kind == NodeMessageKind.BinaryBroadcast;
        byte[] positioned = PreparedBroadcast.At(turn.Top.Offset + 1, utf8, message.Event, message.Payload, isBinary);
        HistoryEntry entry = turn.Append(message.Sender.ToArray(), isBinary ? WsMessageKind.Binary : WsMessageKind.Text, positioned, age);
        if (delivers) Deliver(topic, message, except: null, entry);
    }

    public void NotifyOfGap(in FeedTurn turn, string topic)
    {
        using TopicSnapshot<ChannelMembership> memberships = _memberships.SubscribersOf(topic);
        foreach (ChannelMembership membership in memberships)
            if (membership.Writer.KnowsPositions) membership.Writer.PushGap(turn.Top);
    }

    private bool HasMembers(string topic) => _memberships.SubscriberCount(topic) > 0;

    /// <summary>Whether a client can have joined the topic.</summary>
    private static bool HasValidLength(string topic) =>
        topic.Length <= ChannelSerializer.MaxNameBytes / 3 || Utf8Name.TryEncode(topic, stackalloc byte[ChannelSerializer.MaxNameBytes], out _);

    private static NodeMessage Write(string eventName, ReadOnlySpan<byte> payload, bool isBinary, ChannelMembership? except, Span<byte> room)
    {
        ReadOnlySpan<byte> eventUtf8 = Utf8Name.EncodeEvent(eventName, room);
        NodeMessageKind kind = isBinary ? NodeMessageKind.BinaryBroadcast : NodeMessageKind.Broadcast;
        return new NodeMessage(kind, payload, eventUtf8, except is null ? [] : except.SenderId);
    }

    private ValueTask<BroadcastResult> BroadcastAsync(string topic, string eventName, ReadOnlySpan<byte> payload, bool isBinary)
    {
        ArgumentNullException.ThrowIfNull(topic);
        NodeMessage message = Write(eventName, payload, isBinary, except: null, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        if (!HasValidLength(topic)) return new(BroadcastResult.Sent);
        if (LoggedBy(topic, message) is { } rule) return StoredAsync(_nodes.Logs!.AppendAsync(ControlTopic.Escape(topic), rule.Limits, message));
        DeliverOrKeep(topic, message, except: null);
        return SentAsync(_nodes.TryPublishAsync(topic, message));

        static async ValueTask<BroadcastResult> StoredAsync(Task<BackplaneAppended> append)
        {
            await ((Task)append).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return append.IsCompletedSuccessfully ? BroadcastResult.StoredAt(append.Result.Last) : BroadcastResult.NotStored;
        }

        static async ValueTask<BroadcastResult> SentAsync(Task<bool> sending) => await sending ? BroadcastResult.Sent : BroadcastResult.SentHereOnly;
    }

    /// <summary>Returns the rule of the topic if the backplane keeps the topic's history, and the message is part of it.</summary>
    private HistoryRule? LoggedBy(string topic, NodeMessage message) =>
        _nodes.Logs is not null && Feeds.RuleOf(topic) is { } rule && rule.Keeps(message.Event) ? rule : null;

    private void Send(string topic, NodeMessage message, ChannelMembership? except)
    {
        DeliverOrKeep(topic, message, except);
        _nodes.Publish(topic, message);
    }

    /// <summary>Delivers a broadcast, and keeps it if its topic has a history on this node.</summary>
    private void DeliverOrKeep(string topic, NodeMessage message, ChannelMembership? except)
    {
        if (_nodes.Logs is not null || Feeds.RuleOf(topic) is not { } rule || !rule.Keeps(message.Event)) Deliver(topic, message, except);
        else if (FeedTurn.IsTaken) FeedTurn.Defer(Deferred(topic, message));
        else Keep(topic, message, rule);
    }

    private void Keep(string topic, NodeMessage message, HistoryRule rule)
    {
        using FeedTurn turn = Feeds.Enter(topic, rule);
        Keep(turn, topic, message, age: 0, delivers: true);
    }

    private Action Deferred(string topic, NodeMessage message)
    {
        PooledBuffer buffer = message.Write(default);
        byte[] copy = buffer.Span.ToArray();
        buffer.Clear();
        return () =>
        {
            if (NodeMessage.TryRead(copy, out NodeMessage later) && Feeds.RuleOf(topic) is { } rule) Keep(topic, later, rule);
        };
    }

    private void Deliver(string topic, NodeMessage message, ChannelMembership? except = null, HistoryEntry? entry = null)
    {
        using TopicSnapshot<ChannelMembership> memberships = _memberships.SubscribersOf(topic);
        if (memberships.IsEmpty) return;
        Span<byte> room = stackalloc byte[ChannelSerializer.MaxNameBytes];
        if (!Utf8Name.TryEncode(topic, room, out ReadOnlySpan<byte> utf8)) return;
        using var frames = new PreparedBroadcast(utf8, message.Event, message.Payload, message.Kind == NodeMessageKind.BinaryBroadcast, entry);
        foreach (ChannelMembership membership in memberships)
            if (!membership.IsSender(except, message.Sender) && frames.Of(membership.Writer) is { } frame) membership.Writer.Deliver(frame, frames.HasPosition);
    }

    private int DisconnectHere(string id)
    {
        int count = 0;
        using TopicSnapshot<ServerConnection> connections = _connections.SubscribersOf(id);
        foreach (ServerConnection connection in connections)
        {
            connection.Close(WsCloseCode.GoingAway, "disconnected");
            count++;
        }

        return count;
    }

    private int OnBroadcast(string topic, NodeMessage message, TopicPosition? position)
    {
        if (!HasValidLength(topic)) return NodeHandlers.NotUnderstood;
        if (position is { } at) Feeds.FollowerOf(topic)?.Receive(message, at);
        else DeliverOrKeep(topic, message, except: null);
        if (position is null && LoggedBy(topic, message) is not null) WarnOnce(topic, message);
        return 0;
    }

    private void WarnOnce(string topic, NodeMessage message)
    {
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0) Log.NotStored(_logger, topic, Encoding.UTF8.GetString(message.Event));
    }
}
