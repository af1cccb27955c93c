using Zzz.Channels.Receiving;
using Zzz.Channels.Wire;
using Zzz.Connection;
using Zzz.Json;
using Zzz.Protocol;

namespace Zzz.Channels.Sending;

/// <summary>Writes channel messages to one client, with the serializer that the client asked for. <see cref="ChannelPeer"/> reads its messages.</summary>
internal sealed class ChannelWriter(ServerConnection connection, ChannelSerializer serializer, WsJson json)
{
    public ChannelSerializer Serializer => serializer;

    public WsJson Json => json;

    /// <summary>Replies to a message, if it carries a ref.</summary>
    public void Reply(in Envelope envelope, bool ok, ReadOnlySpan<byte> response, ReadOnlySpan<byte> extension = default) =>
        Reply(new MessageHead(envelope.JoinRef.Span, envelope.Ref.Span, envelope.Topic.Span, default), ok, response, extension);

    /// <summary>Replies, if there is a ref to reply to.</summary>
    public WsSendResult Reply(in MessageHead head, bool ok, ReadOnlySpan<byte> response, ReadOnlySpan<byte> extension = default)
    {
        if (head.Ref.IsEmpty) return WsSendResult.NotAwaited;
        var output = new PooledBuffer(Array.MaxLength);
        serializer.WriteReply(ref output, head, ok, response, extension);
        return Send(ref output, WsMessageKind.Text);
    }

    /// <summary>Replies with bytes, or with an error if the serializer cannot carry them.</summary>
    public WsSendResult ReplyBinary(in MessageHead head, ReadOnlySpan<byte> response)
    {
        if (head.Ref.IsEmpty) return WsSendResult.NotAwaited;
        var output = new PooledBuffer(Array.MaxLength);
        if (serializer.TryWriteBinaryReply(ref output, head, ok: true, response)) return Send(ref output, WsMessageKind.Binary);
        Reply(head, ok: false, StockReplies.NoBinary);
        return WsSendResult.Unsupported;
    }

    public WsSendResult Push(in MessageHead head, ReadOnlySpan<byte> payload)
    {
        var output = new PooledBuffer(Array.MaxLength);
        serializer.Write(ref output, head, payload);
        return Send(ref output, WsMessageKind.Text);
    }

    public WsSendResult PushBinary(in MessageHead head, ReadOnlySpan<byte> payload)
    {
        var output = new PooledBuffer(Array.MaxLength);
        return serializer.TryWriteBinary(ref output, head, payload) ? Send(ref output, WsMessageKind.Binary) : WsSendResult.Unsupported;
    }

    /// <summary>Sends an event that has a position in place of a payload. Only serializer V2 has positions.</summary>
    public void PushGap(in MessageHead head, TopicPosition at)
    {
        var output = new PooledBuffer(Array.MaxLength);
        SerializerV2.WriteGap(ref output, head, at);
        Send(ref output, WsMessageKind.Text);
    }

    /// <summary>Sends an event, after waiting for room. Stops waiting when <paramref name="left"/> is cancelled.</summary>
    public ValueTask<WsSendResult> PushAsync(in MessageHead head, ReadOnlySpan<byte> payload, CancellationToken left, CancellationToken cancellationToken)
    {
        var output = new PooledBuffer(Array.MaxLength);
        serializer.Write(ref output, head, payload);
        return SendAsync(output, WsMessageKind.Text, left, cancellationToken);
    }

    /// <inheritdoc cref="PushAsync"/>
    public ValueTask<WsSendResult> PushBinaryAsync(
        in MessageHead head, ReadOnlySpan<byte> payload, CancellationToken left, CancellationToken cancellationToken)
    {
        var output = new PooledBuffer(Array.MaxLength);
        return serializer.TryWriteBinary(ref output, head, payload)
            ? SendAsync(output, WsMessageKind.Binary, left, cancellationToken)
            : new(WsSendResult.Unsupported);
    }

    /// <summary>Sends a broadcast that has been written for this client's serializer.</summary>
    public void Deliver(PreparedMessage broadcast) => connection.Send(broadcast);

    /// <summary>Sends a broadcast, or closes the connection if there is no room for it.</summary>
    public void DeliverOrClose(PreparedMessage broadcast) => connection.SendOrClose(broadcast);

    private async ValueTask<WsSendResult> SendAsync(
        PooledBuffer output, WsMessageKind kind, CancellationToken left, CancellationToken cancellationToken)
    {
        using CancellationTokenSource? either =
            cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(left, cancellationToken) : null;
        try
        {
            return await connection.SendAsync(WsMessage.Validated(kind, output.Memory), cancellationToken: either?.Token ?? left);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return WsSendResult.Closed;
        }
        finally
        {
            output.Clear();
        }
    }

    private WsSendResult Send(ref PooledBuffer output, WsMessageKind kind)
    {
        WsSendResult result = connection.Send(WsMessage.Validated(kind, output.Memory));
        output.Clear();
        return result;
    }
}
