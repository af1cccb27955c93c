using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;
using Zzz.Cluster;
using Zzz.Connection;
using Zzz.Connection.Ports;
using Zzz.Json;
using Zzz.Protocol;
using Zzz.Telemetry;

namespace Zzz.PubSub;

/// <summary>The topics of the app. Delivers published messages to the subscribers on this node, and passes them to the other nodes.</summary>
internal sealed class Topics : ITopics
{
    private readonly Registry<ServerConnection> _table = new();
    private readonly AppJson _json;
    private readonly ILogger _logger;

    public Topics(AppJson json, INodeChannels backplane, TimeProvider time, ILogger<Topics> logger)
    {
        _json = json;
        _logger = GuardedLogger.Of(logger);
        OtherNodes = new BackplaneLink(backplane, "zzz:topics", OnReceived, GuardedTime.Of(time), _logger);
    }

    /// <summary>The link to the other nodes, which carries published messages both ways.</summary>
    public BackplaneLink OtherNodes { get; }

    /// <summary>How many topics have subscribers on this node.</summary>
    public int Count => _table.TopicCount;

    public ISubscriptions SubscriptionsOf(ServerConnection connection, int limit) =>
        new SubscriptionSet<ServerConnection>(_table, connection, limit);

    public int SubscriberCount(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        return _table.SubscriberCount(topic);
    }

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
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(reason);
        ClosePayload.ThrowUnlessSendable(code);
        if (Encoding.UTF8.GetByteCount(reason) is > ClosePayload.MaxReasonBytes and int size)
        {
            Log.ReasonCut(_logger, size); // logged once here, rather than once per subscriber
            reason = ClosePayload.Truncate(reason);
        }

        var close = new ClosePayload(code, reason);
        Close(topic.AsSpan(), close);
        Span<byte> payload = stackalloc byte[ClosePayload.MaxBytes];
        PublishToNodes(topic, NodeMessageKind.Close, payload[..close.Write(payload)]);
    }

    private void Publish(string topic, WsMessageKind kind, ReadOnlySpan<byte> payload, WsSendFlags flags, WsConnection? except)
    {
        ArgumentNullException.ThrowIfNull(topic);
        Deliver(topic, kind, payload, flags.AllowCompression, except);
        PublishToNodes(topic, NodeKindOf(kind, flags.AllowCompression), payload);
    }

    private void PublishToNodes(string topic, NodeMessageKind kind, ReadOnlySpan<byte> payload)
    {
        if (!OtherNodes.HasOtherNodes) return;
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(topic.Length));
        int length = Encoding.UTF8.GetBytes(topic, utf8);
        OtherNodes.Publish(new NodeMessage(kind, utf8.AsSpan(0, length), [], payload));
        ArrayPool<byte>.Shared.Return(utf8);
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

    private void Close(ReadOnlySpan<char> topic, ClosePayload close)
    {
        using TopicSnapshot<ServerConnection> subscribers = _table.SubscribersOf(topic);
        foreach (ServerConnection subscriber in subscribers) subscriber.Close(close.Code, close.Reason);
    }

    private bool OnReceived(NodeMessage message)
    {
        char[] rented = ArrayPool<char>.Shared.Rent(message.Topic.Length);
        ReadOnlySpan<char> topic = rented.AsSpan(0, Encoding.UTF8.GetChars(message.Topic, rented));
        bool isKnown = OnReceived(topic, message);
        ArrayPool<char>.Shared.Return(rented);
        return isKnown;
    }

    private bool OnReceived(ReadOnlySpan<char> topic, NodeMessage message)
    {
        switch (message.Kind)
        {
            case NodeMessageKind.Text or NodeMessageKind.UncompressedText:
                Deliver(topic, WsMessageKind.Text, message.Payload, message.Kind == NodeMessageKind.Text);
                return true;
            case NodeMessageKind.Binary or NodeMessageKind.UncompressedBinary:
                Deliver(topic, WsMessageKind.Binary, message.Payload, message.Kind == NodeMessageKind.Binary);
                return true;
            case NodeMessageKind.Close when ClosePayload.TryReadSendable(message.Payload, out ClosePayload close):
                Close(topic, close);
                return true;
            default:
                return false;
        }
    }
}
