using System.Text;
using Microsoft.Extensions.Logging;
using Zzz.Channels.History;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.Cluster;
using Zzz.Connection;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.PubSub;
using Zzz.Telemetry;

namespace Zzz.Channels.Members;

/// <summary>Broadcasts events to the members of topics, on this node and, over the backplane, on the others.</summary>
internal sealed class ChannelHub : IChannels
{
    private readonly Registry<ChannelMembership> _memberships = new();
    private readonly Registry<ServerConnection> _connections = new();
    private readonly AppJson _json;
    private readonly ILogger _logger;

    public ChannelHub(AppJson json, TopicFeeds feeds, INodeChannels backplane, TimeProvider time, ILogger<ChannelHub> logger)
    {
        _json = json;
        Feeds = feeds;
        feeds.HasMembers = topic => _memberships.SubscriberCount(topic) > 0;
        _logger = GuardedLogger.Of(logger);
        OtherNodes = new BackplaneLink(backplane, "zzz:channels", OnReceived, GuardedTime.Of(time), _logger);
    }

    /// <summary>The link to the other nodes, which carries broadcasts and disconnects both ways.</summary>
    public BackplaneLink OtherNodes { get; }

    /// <summary>The topics with a history.</summary>
    public TopicFeeds Feeds { get; }

    /// <summary>How many topics have members on this node.</summary>
    public int TopicCount => _memberships.TopicCount;

    public int SubscriberCount(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _memberships.SubscriberCount(topic);
    }

    public Subscription<ChannelMembership> Add(ChannelMembership membership) => _memberships.Add(membership.Topic, membership);

    public void Remove(Subscription<ChannelMembership> subscription) => _memberships.Remove(subscription);

    /// <summary>Registers a connection under an id, so that <see cref="Disconnect"/> finds it.</summary>
    public Subscription<ServerConnection> Add(string id, ServerConnection connection) => _connections.Add(id, connection);

    public void Remove(Subscription<ServerConnection> registration) => _connections.Remove(registration);

    public void Broadcast<T>(string topic, string eventName, T payload)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, _json.Current);
        Broadcast(topic, eventName, json.Json.Span, isBinary: false);
    }

    public void BroadcastBinary(string topic, string eventName, ReadOnlySpan<byte> payload) => Broadcast(topic, eventName, payload, isBinary: true);

    /// <summary>Sends an event to all members of a topic, on all nodes. On return, the event is queued for all members on this node.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="payload">Bytes, or serialized JSON.</param>
    /// <param name="isBinary">Whether the payload is bytes.</param>
    /// <param name="except">A member that does not receive the event.</param>
    public void Broadcast(string topic, string eventName, ReadOnlySpan<byte> payload, bool isBinary, ChannelMembership? except = null)
    {
        Span<byte> topicRoom = stackalloc byte[ChannelSerializer.MaxNameBytes], eventRoom = stackalloc byte[ChannelSerializer.MaxNameBytes];
        if (!TryWrite(topic, eventName, payload, isBinary, topicRoom, eventRoom, out NodeMessage message)) return;
        DeliverOrKeep(topic, message, except);
        OtherNodes.Publish(message);
    }

    /// <summary>Sends an event with a payload of serialized JSON to the members of a topic on this node. It does not become part of a history.</summary>
    public void BroadcastHere(string topic, string eventName, ReadOnlySpan<byte> json)
    {
        Span<byte> topicRoom = stackalloc byte[ChannelSerializer.MaxNameBytes], eventRoom = stackalloc byte[ChannelSerializer.MaxNameBytes];
        if (TryWrite(topic, eventName, json, isBinary: false, topicRoom, eventRoom, out NodeMessage message)) Deliver(topic, message);
    }

    public ValueTask<TopicPosition> PositionAsync(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (Feeds.RuleOf(topic) is not { } rule)
            throw new InvalidOperationException($"The topic '{topic}' has no history: no channel that serves it is marked [History].");
        using FeedTurn turn = Feeds.Enter(topic, rule);
        return new ValueTask<TopicPosition>(turn.Top);
    }

    public void Disconnect(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        DisconnectHere(id);
        if (OtherNodes.HasOtherNodes) OtherNodes.Publish(new NodeMessage(NodeMessageKind.Disconnect, Encoding.UTF8.GetBytes(id), [], []));
    }

    /// <summary>Encodes the names of a broadcast. Returns <see langword="false"/> if the topic is too long for anyone to have joined it.</summary>
    private static bool TryWrite(
        string topic, string eventName, ReadOnlySpan<byte> payload, bool isBinary, Span<byte> topicRoom, Span<byte> eventRoom, out NodeMessage message)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ReadOnlySpan<byte> eventUtf8 = Utf8Name.EncodeEvent(eventName, eventRoom);
        bool fits = Utf8Name.TryEncode(topic, topicRoom, out ReadOnlySpan<byte> topicUtf8);
        message = new NodeMessage(isBinary ? NodeMessageKind.BinaryBroadcast : NodeMessageKind.Broadcast, topicUtf8, eventUtf8, payload);
        return fits;
    }

    /// <summary>Delivers a broadcast, and keeps it if its topic has a history.</summary>
    private void DeliverOrKeep(ReadOnlySpan<char> topic, NodeMessage message, ChannelMembership? except = null)
    {
        if (Feeds.RuleOf(topic) is not { } rule || !rule.Keeps(message.Event)) Deliver(topic, message, except);
        else if (FeedTurn.IsTaken) FeedTurn.Defer(Deferred(topic, message, except));
        else Keep(topic, message, except, rule);
    }

    private void Keep(ReadOnlySpan<char> topic, NodeMessage message, ChannelMembership? except, HistoryRule rule)
    {
        using FeedTurn turn = Feeds.Enter(topic, rule);
        bool isBinary = message.Kind == NodeMessageKind.BinaryBroadcast;
        byte[] positioned = PreparedBroadcast.At(turn.Top.Offset + 1, message.Topic, message.Event, message.Payload, isBinary);
        HistoryEntry entry = turn.Append(except?.RecoveryId ?? [], isBinary ? WsMessageKind.Binary : WsMessageKind.Text, positioned);
        Deliver(topic, message, except, entry);
    }

    private Action Deferred(ReadOnlySpan<char> topic, NodeMessage message, ChannelMembership? except)
    {
        string name = topic.ToString();
        PooledBuffer buffer = message.Write();
        byte[] copy = buffer.Span.ToArray();
        buffer.Clear();
        return () =>
        {
            if (NodeMessage.TryRead(copy, out NodeMessage later) && Feeds.RuleOf(name) is { } rule) Keep(name, later, except, rule);
        };
    }

    private void Deliver(ReadOnlySpan<char> topic, NodeMessage message, ChannelMembership? except = null, HistoryEntry? entry = null)
    {
        using TopicSnapshot<ChannelMembership> memberships = _memberships.SubscribersOf(topic);
        if (memberships.IsEmpty) return;
        using var frames = new PreparedBroadcast(message.Topic, message.Event, message.Payload, message.Kind == NodeMessageKind.BinaryBroadcast, entry);
        foreach (ChannelMembership membership in memberships)
            if (!membership.IsSameClient(except) && frames.Of(membership.Writer) is { } frame) membership.Writer.Deliver(frame, frames.HasPosition);
    }

    private void DisconnectHere(string id)
    {
        using TopicSnapshot<ServerConnection> connections = _connections.SubscribersOf(id);
        foreach (ServerConnection connection in connections) connection.Close(WsCloseCode.GoingAway, "disconnected");
    }

    private bool OnReceived(NodeMessage message)
    {
        switch (message.Kind)
        {
            case NodeMessageKind.Broadcast or NodeMessageKind.BinaryBroadcast when message.Topic.Length <= ChannelSerializer.MaxNameBytes:
                Span<char> topic = stackalloc char[ChannelSerializer.MaxNameBytes];
                DeliverOrKeep(topic[..Encoding.UTF8.GetChars(message.Topic, topic)], message);
                return true;
            case NodeMessageKind.Disconnect:
                DisconnectHere(Encoding.UTF8.GetString(message.Topic));
                return true;
            default:
                return false;
        }
    }
}
