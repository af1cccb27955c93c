using Zzz.Channels.Members;
using Zzz.Channels.Sending;
using Zzz.Channels.Wire;
using Zzz.Connection;
using Zzz.Connection.Receiving;
using Zzz.Protocol;
using Zzz.PubSub;

namespace Zzz.Channels.Receiving;

/// <summary>One client of a channel route. Reads the client's messages, and passes each to its topic. Used only in the connection's turn.</summary>
internal sealed class ChannelPeer
{
    private static readonly ProtocolFault NotAMessage = new(WsCloseCode.InvalidPayloadData, "not a message of a channel", "serializer");

    private readonly ServerConnection _connection;
    private readonly ChannelHub _hub;
    private readonly ChannelWriter _writer;
    private readonly JoinedTopics _joined;
    private readonly RateLimiter? _limit;
    private readonly Turn _turn;
    private readonly ChannelJoin _join;
    private readonly EventDispatcher _events;
    private Subscription<ServerConnection>? _registration;

    public ChannelPeer(ServerConnection connection, ChannelRoute route, ChannelSerializer serializer, Func<IServiceProvider> services, Turn turn)
    {
        _connection = connection;
        _hub = route.Hub;
        _writer = new ChannelWriter(connection, serializer, route.Json);
        _turn = turn;
        _joined = new JoinedTopics(new LeftLimits(route.Options.MaxTopicsPerConnection, route.Wheel));
        _limit = RateLimiter.Of(route.Options.RateLimit, route.Wheel);
        _join = new ChannelJoin(route, new ChannelClient(connection, _writer, services, turn, _joined, route.Hub, route.Logger));
        _events = new EventDispatcher(connection, _writer, route.Options.RateLimitAction, route.Logger);
    }

    /// <summary>Lets <see cref="IChannels.Disconnect"/> find the connection.</summary>
    public void Register(string id) => _registration = _hub.Add(id, _connection);

    /// <summary>Handles a message. The task never fails, whatever the client sends and whatever a channel throws.</summary>
    public ValueTask ReceiveAsync(WsMessage message)
    {
        if (!_writer.Serializer.TryRead(message, out Envelope envelope)) return Fail();
        if (IsHeartbeat(envelope)) return Confirm(envelope);
        if (_limit?.TryTake() == false) return _events.Limit(envelope);

        _joined.TryGet(envelope.Topic.Span, out ChannelMembership? membership);
        if (envelope.Event.Span.SequenceEqual(ReservedNames.Join)) return _join.RunAsync(envelope, membership);
        bool leaves = envelope.Event.Span.SequenceEqual(ReservedNames.Leave);
        if (membership is null) return leaves ? Confirm(envelope) : _events.Refuse(envelope, StockReplies.UnmatchedTopic);
        if (!membership.Writer.IsMeantBy(envelope.JoinRef.Span)) return default;
        if (leaves) return membership.LeaveByClientAsync(envelope);
        return membership.Entry.IsCompleted ? _events.ReceiveAsync(membership, envelope) : ReceiveLaterAsync(membership, envelope);
    }

    /// <summary>Leaves all topics, because the connection has ended.</summary>
    public async ValueTask EndAsync()
    {
        if (_registration is not null) _hub.Remove(_registration);
        foreach (ChannelMembership membership in _joined.All) await membership.VanishAsync();
    }

    private static bool IsHeartbeat(in Envelope envelope) =>
        envelope.Topic.Span.SequenceEqual(ReservedNames.Topic) && envelope.Event.Span.SequenceEqual(ReservedNames.Heartbeat);

    /// <summary>Handles an event on a topic that the client is still joining.</summary>
    private async ValueTask ReceiveLaterAsync(ChannelMembership membership, Envelope envelope)
    {
        await _turn.YieldToAsync(membership.Entry);
        await (membership.IsOver ? _events.Refuse(envelope, StockReplies.UnmatchedTopic) : _events.ReceiveAsync(membership, envelope));
    }

    private ValueTask Confirm(in Envelope envelope)
    {
        _writer.Reply(envelope, ok: true, StockReplies.Empty);
        return default;
    }

    private ValueTask Fail()
    {
        _connection.Fail(NotAMessage);
        return default;
    }
}
