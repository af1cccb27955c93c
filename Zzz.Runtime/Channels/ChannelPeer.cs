using Zzz.Connection;
using Zzz.Protocol;
using Zzz.PubSub;

namespace Zzz.Channels;

/// <summary>
/// One client of a channel route: reads its messages, and gives each to the topic that it is for. Used in the socket's turn, except to send.
/// </summary>
internal sealed class ChannelPeer
{
    private static readonly ProtocolFault NotAMessage = new(WsCloseCode.InvalidPayloadData, "not a message of a channel", "serializer");
    private static readonly ProtocolFault TooManyMessages = new(WsCloseCode.PolicyViolation, "rate limited", "RateLimit");

    private readonly EventLimit? _limit;
    private readonly ChannelJoin _join;
    private Subscription<ChannelPeer>? _registration;

    public ChannelPeer(ServerConnection connection, ChannelRoute route, ChannelSerializer serializer, Func<IServiceProvider> services, Turn turn)
    {
        Connection = connection;
        Route = route;
        Serializer = serializer;
        Services = services;
        Turn = turn;
        _limit = EventLimit.Of(route.Options.RateLimit, route.Time);
        _join = new ChannelJoin(this);
        LeftLimits = new LeftLimits(route);
    }

    public ServerConnection Connection { get; }

    public ChannelRoute Route { get; }

    public ChannelSerializer Serializer { get; }

    /// <summary>The services of the connection, in a scope that is made when it is first asked for.</summary>
    public Func<IServiceProvider> Services { get; }

    public Turn Turn { get; }

    public JoinedTopics Joined { get; } = new();

    public LeftLimits LeftLimits { get; }

    /// <summary>Lets <see cref="IChannels.Disconnect"/> find the client.</summary>
    public void Register(string id) => _registration = Route.Hub.Add(id, this);

    /// <summary>Takes a message. The task never fails for what the client sent, or what a channel did.</summary>
    public ValueTask ReceiveAsync(WsMessage message)
    {
        if (!Serializer.TryRead(message, out Envelope envelope)) return FailAsync(NotAMessage);
        if (IsHeartbeat(envelope)) return ReplyAsync(envelope, ok: true, Response.Empty);
        if (_limit?.TryTake() == false) return LimitAsync(envelope);

        Joined.TryGet(envelope.Topic.Span, out ChannelMembership? membership);
        if (envelope.Event.Span.SequenceEqual(ProtocolEvent.Join)) return _join.RunAsync(envelope, membership);
        bool leaves = envelope.Event.Span.SequenceEqual(ProtocolEvent.Leave);
        if (membership is null) return leaves ? ReplyAsync(envelope, ok: true, Response.Empty) : ReplyAsync(envelope, ok: false, Response.UnmatchedTopic);
        if (!membership.IsMeantBy(envelope.JoinRef.Span)) return default;
        return leaves ? membership.LeaveAsync(envelope) : membership.Events.ReceiveAsync(envelope);
    }

    /// <summary>Answers a message over a rate limit.</summary>
    public ValueTask LimitAsync(in Envelope envelope) =>
        Route.Options.RateLimitAction == RateLimitAction.Disconnect ? FailAsync(TooManyMessages) : ReplyAsync(envelope, ok: false, Response.RateLimited);

    /// <summary>Replies, if the message carries a ref. Completes at once.</summary>
    public ValueTask ReplyAsync(in Envelope envelope, bool ok, ReadOnlySpan<byte> json)
    {
        Reply(envelope, ok, json);
        return default;
    }

    /// <summary>Replies, if the message carries a ref.</summary>
    public void Reply(in Envelope envelope, bool ok, ReadOnlySpan<byte> json) =>
        Reply(new MessageHead(envelope.JoinRef.Span, envelope.Ref.Span, envelope.Topic.Span, default), ok, json);

    /// <summary>Replies, if there is a ref to reply to.</summary>
    public WsSendResult Reply(in MessageHead head, bool ok, ReadOnlySpan<byte> json)
    {
        if (head.Ref.IsEmpty) return WsSendResult.Closed;
        var output = new PooledBuffer(Array.MaxLength);
        Serializer.WriteReply(ref output, head, ok, json);
        return Send(ref output, WsMessageKind.Text);
    }

    /// <summary>Replies with bytes, or an error if the client cannot get them.</summary>
    public WsSendResult ReplyBinary(in MessageHead head, ReadOnlySpan<byte> payload)
    {
        if (head.Ref.IsEmpty) return WsSendResult.Closed;
        var output = new PooledBuffer(Array.MaxLength);
        return Serializer.TryWriteBinaryReply(ref output, head, ok: true, payload)
            ? Send(ref output, WsMessageKind.Binary)
            : Reply(head, ok: false, Response.NoBinary);
    }

    public WsSendResult Push(in MessageHead head, ReadOnlySpan<byte> json)
    {
        var output = new PooledBuffer(Array.MaxLength);
        Serializer.Write(ref output, head, json);
        return Send(ref output, WsMessageKind.Text);
    }

    public WsSendResult PushBinary(in MessageHead head, ReadOnlySpan<byte> payload)
    {
        var output = new PooledBuffer(Array.MaxLength);
        return Serializer.TryWriteBinary(ref output, head, payload) ? Send(ref output, WsMessageKind.Binary) : WsSendResult.Dropped;
    }

    /// <summary>Leaves all topics: the connection has ended.</summary>
    public async ValueTask EndAsync()
    {
        if (_registration is not null) Route.Hub.Remove(_registration);
        foreach (ChannelMembership membership in Joined.All) await membership.EndAsync();
    }

    private static bool IsHeartbeat(in Envelope envelope) =>
        envelope.Topic.Span.SequenceEqual(ProtocolEvent.Topic) && envelope.Event.Span.SequenceEqual(ProtocolEvent.Heartbeat);

    private ValueTask FailAsync(ProtocolFault fault)
    {
        Connection.Fail(fault);
        return default;
    }

    private WsSendResult Send(ref PooledBuffer output, WsMessageKind kind)
    {
        WsSendResult result = Connection.Send(WsMessage.Validated(kind, output.Memory));
        output.Clear();
        return result;
    }
}
