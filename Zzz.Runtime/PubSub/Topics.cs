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

/// <summary>The topics of the app: delivers published messages to the subscribers of this node, and passes them to the other nodes.</summary>
internal sealed class Topics : ITopics
{
    private readonly Registry<ServerConnection> _table = new();
    private readonly AppJson _json;
    private readonly ILogger _logger;

    public Topics(AppJson json, IBackplane backplane, TimeProvider time, ILogger<Topics> logger)
    {
        _json = json;
        _logger = GuardedLogger.Of(logger);
        OtherNodes = new BackplaneLink(backplane, "zzz:topics", OnReceived, GuardedTime.Of(time), _logger);
    }

    /// <summary>The link to the other nodes, which carries published messages both ways.</summary>
    public BackplaneLink OtherNodes { get; }

    /// <summary>How many topics have a subscriber on this node.</summary>
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
            Log.ReasonCut(_logger, size); // once, and not by each subscriber
            reason = ClosePayload.Truncate(reason);
        }

        Close(topic.AsSpan(), code, reason);
        if (OtherNodes.HasOtherNodes) OtherNodes.Publish(TopicEnvelope.WriteClose(topic, new ClosePayload(code, reason)));
    }

    private void Publish(string topic, WsMessageKind kind, ReadOnlySpan<byte> payload, WsSendFlags flags, WsConnection? except)
    {
        ArgumentNullException.ThrowIfNull(topic);
        Deliver(topic, kind, payload, flags.AllowCompression, except);
        if (OtherNodes.HasOtherNodes) OtherNodes.Publish(TopicEnvelope.Write(topic, kind, payload, flags.AllowCompression));
    }

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

    private void Close(ReadOnlySpan<char> topic, WsCloseCode code, string reason)
    {
        using TopicSnapshot<ServerConnection> subscribers = _table.SubscribersOf(topic);
        foreach (ServerConnection subscriber in subscribers) subscriber.Close(code, reason);
    }

    private ValueTask OnReceived(ReadOnlyMemory<byte> bytes)
    {
        if (!TopicEnvelope.TryRead(bytes.Span, out TopicEnvelope envelope))
        {
            Log.BackplaneMessage(_logger, "zzz:topics");
            return default;
        }

        char[] topic = ArrayPool<char>.Shared.Rent(envelope.Topic.Length);
        int length = Encoding.UTF8.GetChars(envelope.Topic, topic);
        if (envelope.Closing is { } close) Close(topic.AsSpan(0, length), close.Code, close.Reason);
        else Deliver(topic.AsSpan(0, length), envelope.Kind, envelope.Payload, envelope.Compress);
        ArrayPool<char>.Shared.Return(topic);
        return default;
    }
}
