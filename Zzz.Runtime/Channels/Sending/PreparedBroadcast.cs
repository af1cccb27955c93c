using Zzz.Channels.History;
using Zzz.Channels.Wire;
using Zzz.Protocol;

namespace Zzz.Channels.Sending;

/// <summary>A broadcast, written and framed once for each form in which a subscriber receives it. Must be disposed.</summary>
internal ref struct PreparedBroadcast(
    ReadOnlySpan<byte> topic, ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> payload, bool isBinary, HistoryEntry? entry = null) : IDisposable
{
    private readonly ReadOnlySpan<byte> _topic = topic;
    private readonly ReadOnlySpan<byte> _event = eventName;
    private readonly ReadOnlySpan<byte> _payload = payload;
    private PreparedMessage? _v1;
    private PreparedMessage? _v2;
    private PreparedMessage? _positioned;

    /// <summary>Whether the broadcast has a position, which is sent to the clients that know positions.</summary>
    public readonly bool HasPosition => entry is not null;

    /// <summary>Writes a broadcast with its position.</summary>
    public static byte[] At(long offset, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> payload, bool isBinary)
    {
        var output = new PooledBuffer(Array.MaxLength);
        SerializerV2.WriteAt(ref output, new MessageHead(default, default, topic, eventName), payload, isBinary, offset);
        byte[] message = output.Span.ToArray();
        output.Clear();
        return message;
    }

    /// <summary>Returns the frame for a client, or <see langword="null"/> if the client's serializer cannot carry the payload.</summary>
    public PreparedMessage? Of(TopicWriter client)
    {
        if (client.KnowsPositions && entry is not null) return _positioned ??= PreparedMessage.Of(entry.Kind, entry.Message);
        ChannelSerializer serializer = client.Client.Serializer;
        return serializer == ChannelSerializer.V1 ? _v1 ??= Write(serializer) : _v2 ??= Write(serializer);
    }

    public readonly void Dispose()
    {
        _v1?.Release();
        _v2?.Release();
        _positioned?.Release();
    }

    private readonly PreparedMessage? Write(ChannelSerializer serializer)
    {
        var head = new MessageHead(default, default, _topic, _event);
        var output = new PooledBuffer(Array.MaxLength);
        bool written = true;
        if (isBinary) written = serializer.TryWriteBinaryBroadcast(ref output, head, _payload);
        else serializer.Write(ref output, head, _payload);
        PreparedMessage? message = written ? PreparedMessage.Of(isBinary ? WsMessageKind.Binary : WsMessageKind.Text, output.Span) : null;
        output.Clear();
        return message;
    }
}
