using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Zzz.Cluster;
using Zzz.Cluster.Messages;
using Zzz.Connection;
using Zzz.Connection.Ports;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.PubSub;

/// <summary>The topics of the app. Delivers published messages to the subscribers on this node, and passes them to the other nodes.</summary>
internal sealed class Topics : ITopics
{
    private readonly Registry<ServerConnection> _table;
    private readonly AppJson _json;
    private readonly OtherNodes _nodes;
    private readonly TopicCloses _closes;
    private readonly ILogger _logger;

    public Topics(AppJson json, OtherNodes nodes, ILogger<Topics> logger)
    {
        _json = json;
        _nodes = nodes;
        _logger = GuardedLogger.Of(logger);
        _table = new Registry<ServerConnection>(nodes.Exist ? topic => _ = nodes.WantAsync(topic) : null);
        nodes.AddUse(topic => _table.SubscriberCount(topic) > 0);
        for (NodeMessageKind kind = NodeMessageKind.Text; kind <= NodeMessageKind.UncompressedBinary; kind++) nodes.Handlers[kind] = OnPublished;
        _closes = new TopicCloses(nodes, Close, SubscribersOf);
        nodes.Handlers[NodeMessageKind.CountSubscribers] = (topic, _, _) => _table.SubscriberCount(topic);
    }

    /// <summary>How many topics have subscribers on this node.</summary>
    public int Count => _table.TopicCount;

    public ISubscriptions SubscriptionsOf(ServerConnection connection, int limit) =>
        new SubscriptionSet<ServerConnection>(_table, connection, limit);

    public int SubscriberCount(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _table.SubscriberCount(topic);
    }

    public async ValueTask<int> CountAsync(string topic) =>
        SubscriberCount(topic) + await _nodes.AskAsync(topic, new NodeMessage(NodeMessageKind.CountSubscribers, []) { WantsAnswer = true });

    public void Publish(string topic, string text, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        Publish(topic, text.AsSpan(), flags, except);
    }

    public void Publish(string topic, ReadOnlySpan<char> text, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null)
    {
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Utf8.FromUtf16(text, utf8, out _, out int length);
        Publish(topic, WsMessageKind.Text, utf8.AsSpan(0, length), flags, except);
        ArrayPool<byte>.Shared.Return(utf8);
    }

    public void Publish(string topic, WsMessage message, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null) =>
        Publish(topic, message.Kind, message.Payload.Span, flags, except);

    public void PublishUtf8(string topic, ReadOnlySpan<byte> utf8, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null)
    {
        if (!Utf8.IsValid(utf8)) throw new ArgumentException("The bytes of a text message must be valid UTF-8.", nameof(utf8));
        Publish(topic, WsMessageKind.Text, utf8, flags, except);
    }

    public void PublishBinary(string topic, ReadOnlySpan<byte> payload, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null) =>
        Publish(topic, WsMessageKind.Binary, payload, flags, except);

    public void PublishJson<T>(string topic, T value, WsSendFlags flags = WsSendFlags.None, WsConnection? except = null)
    {
        using JsonBuffer buffer = JsonBuffer.Of(value, _json.Current);
        Publish(topic, WsMessageKind.Text, buffer.Json.Span, flags, except);
    }

    public void Close(string topic, WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
        Span<byte> payload = stackalloc byte[ClosePayload.MaxBytes];
        CloseHere(topic, code, reason, payload, out int size);
        _closes.Send(topic, payload[..size]);
    }

    public ValueTask<int> CloseAsync(string topic, WsCloseCode code = WsCloseCode.NormalClosure, string reason = "")
    {
        Span<byte> payload = stackalloc byte[ClosePayload.MaxBytes];
        int closed = CloseHere(topic, code, reason, payload, out int size);
        return AddAsync(closed, _closes.AskAsync(topic, payload[..size]));

        static async ValueTask<int> AddAsync(int closed, Task<int> elsewhere) => closed + await elsewhere;
    }

    /// <summary>Closes the connections on this node, and writes the payload of the close frame.</summary>
    private int CloseHere(string topic, WsCloseCode code, string reason, Span<byte> payload, out int size)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(reason);
        ClosePayload.ThrowUnlessSendable(code);
        if (Encoding.UTF8.GetByteCount(reason) is > ClosePayload.MaxReasonBytes and int bytes)
        {
            Log.ReasonCut(_logger, bytes); // logged once here, rather than once per subscriber
            reason = ClosePayload.Truncate(reason);
        }

        var close = new ClosePayload(code, reason);
        size = close.Write(payload);
        return Close(topic, close);
    }

    private void Publish(string topic, WsMessageKind kind, ReadOnlySpan<byte> payload, WsSendFlags flags, WsConnection? except)
    {
        ArgumentNullException.ThrowIfNull(topic);
        Deliver(topic, kind, payload, flags.AllowCompression, except);
        _nodes.Publish(topic, new NodeMessage(NodeKindOf(kind, flags.AllowCompression), payload));
    }

    private static NodeMessageKind NodeKindOf(WsMessageKind kind, bool compress) => (kind, compress) switch
    {
        (WsMessageKind.Text, true) => NodeMessageKind.Text,
        (WsMessageKind.Text, false) => NodeMessageKind.UncompressedText,
        (_, true) => NodeMessageKind.Binary,
        (_, false) => NodeMessageKind.UncompressedBinary,
    };

    private void Deliver(ReadOnlySpan<char> topic, WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress, WsConnection? except = null)
    {
        using TopicSnapshot<ServerConnection> subscribers = _table.SubscribersOf(topic);
        if (subscribers.IsEmpty) return;
        var message = PreparedMessage.Of(kind, payload, compress);
        try
        {
            foreach (ServerConnection subscriber in subscribers)
                if (subscriber != except) subscriber.Send(message);
        }
        finally
        {
            message.Release();
        }
    }

    private int Close(string topic, ClosePayload close)
    {
        int count = 0;
        using TopicSnapshot<ServerConnection> subscribers = _table.SubscribersOf(topic);
        foreach (ServerConnection subscriber in subscribers)
        {
            subscriber.Close(close.Code, close.Reason);
            count++;
        }

        return count;
    }

    private ServerConnection[] SubscribersOf(string topic)
    {
        using TopicSnapshot<ServerConnection> subscribers = _table.SubscribersOf(topic);
        var connections = new List<ServerConnection>();
        foreach (ServerConnection subscriber in subscribers) connections.Add(subscriber);
        return [.. connections];
    }

    private int OnPublished(string topic, NodeMessage message, TopicPosition? position)
    {
        bool isText = message.Kind is NodeMessageKind.Text or NodeMessageKind.UncompressedText;
        bool compress = message.Kind is NodeMessageKind.Text or NodeMessageKind.Binary;
        Deliver(topic, isText ? WsMessageKind.Text : WsMessageKind.Binary, message.Payload, compress);
        return 0;
    }
}
