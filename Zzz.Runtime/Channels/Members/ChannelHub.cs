using System.Text;
using Microsoft.Extensions.Logging;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.Cluster;
using Zzz.Connection;
using Zzz.Json;
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

    public ChannelHub(AppJson json, IBackplane backplane, TimeProvider time, ILogger<ChannelHub> logger)
    {
        _json = json;
        _logger = GuardedLogger.Of(logger);
        OtherNodes = new BackplaneLink(backplane, "zzz:channels", OnReceived, GuardedTime.Of(time), _logger);
    }

    /// <summary>The link to the other nodes, which carries broadcasts and disconnects both ways.</summary>
    public BackplaneLink OtherNodes { get; }

    /// <summary>How many topics are joined on this node.</summary>
    public int TopicCount => _memberships.TopicCount;

    public int SubscriberCount(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _memberships.SubscriberCount(topic);
    }

    public Subscription<ChannelMembership> Add(ChannelMembership membership) => _memberships.Add(membership.Topic, membership);

    public void Remove(Subscription<ChannelMembership> subscription) => _memberships.Remove(subscription);

    /// <summary>Lets <see cref="Disconnect"/> find a connection.</summary>
    public Subscription<ServerConnection> Add(string id, ServerConnection connection) => _connections.Add(id, connection);

    public void Remove(Subscription<ServerConnection> registration) => _connections.Remove(registration);

    public void Broadcast<T>(string topic, string eventName, T payload)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, _json.Current);
        Broadcast(topic, eventName, json.Json.Span, isBinary: false);
    }

    public void BroadcastBinary(string topic, string eventName, ReadOnlySpan<byte> payload) => Broadcast(topic, eventName, payload, isBinary: true);

    /// <summary>Sends an event to all members of a topic, on all nodes. When this returns, it is queued for all members on this node.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="eventName">The event.</param>
    /// <param name="payload">Bytes, or serialized JSON.</param>
    /// <param name="isBinary">Whether the payload is bytes.</param>
    /// <param name="except">A member that does not receive the event.</param>
    public void Broadcast(string topic, string eventName, ReadOnlySpan<byte> payload, bool isBinary, ChannelMembership? except = null)
    {
        Broadcast(topic, eventName, payload, isBinary, everywhere: true, except);
    }

    /// <summary>Sends an event with a payload of serialized JSON to the members of a topic on this node.</summary>
    public void BroadcastHere(string topic, string eventName, ReadOnlySpan<byte> json) =>
        Broadcast(topic, eventName, json, isBinary: false, everywhere: false);

    private void Broadcast(
        string topic, string eventName, ReadOnlySpan<byte> payload, bool isBinary, bool everywhere, ChannelMembership? except = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        Span<byte> topicRoom = stackalloc byte[ChannelSerializer.MaxNameBytes], eventRoom = stackalloc byte[ChannelSerializer.MaxNameBytes];
        ReadOnlySpan<byte> eventUtf8 = Utf8Name.EncodeEvent(eventName, eventRoom);
        if (!Utf8Name.TryEncode(topic, topicRoom, out ReadOnlySpan<byte> topicUtf8)) return; // too long for anyone to have joined

        NodeMessageKind kind = isBinary ? NodeMessageKind.BinaryBroadcast : NodeMessageKind.Broadcast;
        var message = new NodeMessage(kind, topicUtf8, eventUtf8, payload);
        Deliver(topic, message, except);
        if (everywhere) OtherNodes.Publish(message);
    }

    public void Disconnect(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        DisconnectHere(id);
        if (OtherNodes.HasOtherNodes) OtherNodes.Publish(new NodeMessage(NodeMessageKind.Disconnect, Encoding.UTF8.GetBytes(id), [], []));
    }

    private void Deliver(ReadOnlySpan<char> topic, NodeMessage message, ChannelMembership? except = null)
    {
        using TopicSnapshot<ChannelMembership> memberships = _memberships.SubscribersOf(topic);
        if (memberships.IsEmpty) return;
        using var frames = new PreparedBroadcast(message.Topic, message.Event, message.Payload, message.Kind == NodeMessageKind.BinaryBroadcast);
        foreach (ChannelMembership membership in memberships)
            if (membership != except && frames.Of(membership.Writer.Client.Serializer) is { } frame) membership.Writer.Deliver(frame);
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
                Deliver(topic[..Encoding.UTF8.GetChars(message.Topic, topic)], message);
                return true;
            case NodeMessageKind.Disconnect:
                DisconnectHere(Encoding.UTF8.GetString(message.Topic));
                return true;
            default:
                return false;
        }
    }
}
