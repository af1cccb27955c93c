using Zzz.Channels.Wire;
using Zzz.Json;
using Zzz.Protocol;

namespace Zzz.Channels.Sending;

/// <summary>Writes the messages of one topic to one client, until the topic is left.</summary>
internal sealed class TopicWriter(ChannelWriter writer, byte[] topic, byte[] joinRef)
{
    private volatile bool _isOver;

    /// <summary>The topic in UTF-8.</summary>
    public byte[] Topic => topic;

    public ChannelWriter Client => writer;

    /// <summary>Whether the client has asked for the positions of messages.</summary>
    public bool KnowsPositions { get; init; }

    /// <summary>Whether the client has left the topic, so that nothing more can be sent on it.</summary>
    public bool IsOver => _isOver;

    /// <summary>Whether a message with this join_ref is for this membership, not for an earlier one on the same topic.</summary>
    public bool IsMeantBy(ReadOnlySpan<byte> reference) => reference.IsEmpty || reference.SequenceEqual(joinRef);

    public WsSendResult Push<T>(string eventName, T payload)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, writer.Json);
        return PushJson(eventName, json.Json.Span);
    }

    /// <summary>Sends an event, after waiting for room. Stops waiting when <paramref name="left"/> is cancelled.</summary>
    public ValueTask<WsSendResult> PushAsync<T>(string eventName, T payload, CancellationToken left, CancellationToken cancellationToken)
    {
        using JsonBuffer json = JsonBuffer.Of(payload, writer.Json);
        ReadOnlySpan<byte> name = Utf8Name.EncodeEvent(eventName, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        return _isOver ? new(WsSendResult.Closed) : writer.PushAsync(Head(eventName: name), json.Json.Span, left, cancellationToken);
    }

    /// <inheritdoc cref="PushAsync{T}"/>
    public ValueTask<WsSendResult> PushBinaryAsync(
        string eventName, ReadOnlySpan<byte> payload, CancellationToken left, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> name = Utf8Name.EncodeEvent(eventName, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        return _isOver ? new(WsSendResult.Closed) : writer.PushBinaryAsync(Head(eventName: name), payload, left, cancellationToken);
    }

    public WsSendResult PushJson(string eventName, ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> name = Utf8Name.EncodeEvent(eventName, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        return _isOver ? WsSendResult.Closed : writer.Push(Head(eventName: name), json);
    }

    public WsSendResult PushBinary(string eventName, ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> name = Utf8Name.EncodeEvent(eventName, stackalloc byte[ChannelSerializer.MaxNameBytes]);
        return _isOver ? WsSendResult.Closed : writer.PushBinary(Head(eventName: name), payload);
    }

    public WsSendResult Reply(ReadOnlySpan<byte> reference, bool ok) =>
        _isOver ? WsSendResult.Closed : writer.Reply(Head(reference), ok, StockReplies.Empty);

    public WsSendResult Reply<T>(ReadOnlySpan<byte> reference, bool ok, T response)
    {
        if (_isOver) return WsSendResult.Closed;
        if (reference.IsEmpty) return WsSendResult.NotAwaited; // so that the response is not serialized in vain
        using JsonBuffer json = JsonBuffer.Of(response, writer.Json);
        return writer.Reply(Head(reference), ok, json.Json.Span);
    }

    /// <summary>Replies with a value of a type that is known only at run time.</summary>
    public WsSendResult Reply(ReadOnlySpan<byte> reference, bool ok, object? response, Type type)
    {
        if (_isOver) return WsSendResult.Closed;
        if (reference.IsEmpty) return WsSendResult.NotAwaited; // so that the response is not serialized in vain
        using JsonBuffer json = JsonBuffer.Of(response, type, writer.Json);
        return writer.Reply(Head(reference), ok, json.Json.Span);
    }

    public WsSendResult ReplyBinary(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> response) =>
        _isOver ? WsSendResult.Closed : writer.ReplyBinary(Head(reference), response);

    /// <summary>Sends a broadcast. One with a position is never dropped for a client that relies on positions: its connection is closed instead.</summary>
    public void Deliver(PreparedMessage broadcast, bool hasPosition)
    {
        if (_isOver) return;
        if (hasPosition && KnowsPositions) writer.DeliverOrClose(broadcast);
        else writer.Deliver(broadcast);
    }

    /// <summary>Sends <c>zzz_gap</c>, with the position at which the client continues.</summary>
    public void PushGap(TopicPosition at)
    {
        if (!_isOver) writer.PushGap(new MessageHead(default, default, topic, ReservedNames.Gap), at);
    }

    /// <summary>Stops sending. Only <see cref="PushEnd"/> still works.</summary>
    public void End() => _isOver = true;

    /// <summary>Sends <c>phx_close</c> or <c>phx_error</c>, which carry the join_ref as their ref too.</summary>
    public void PushEnd(ReadOnlySpan<byte> eventName) => writer.Push(Head(joinRef, eventName), StockReplies.Empty);

    private MessageHead Head(ReadOnlySpan<byte> reference = default, ReadOnlySpan<byte> eventName = default) =>
        new(joinRef, reference, topic, eventName);
}
