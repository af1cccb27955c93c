using Zzz.Channels.Wire;
using Zzz.Protocol;

namespace Zzz.Channels.Sending;

/// <summary>A broadcast, written and framed once for each serializer that a subscriber uses. Must be disposed.</summary>
internal ref struct PreparedBroadcast(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> payload, bool isBinary) : IDisposable
{
    private readonly ReadOnlySpan<byte> _topic = topic;
    private readonly ReadOnlySpan<byte> _event = eventName;
    private readonly ReadOnlySpan<byte> _payload = payload;
    private PreparedMessage? _v1;
    private PreparedMessage? _v2;

    /// <summary>Returns the frame for a serializer, or <see langword="null"/> if the serializer cannot carry the payload.</summary>
    public PreparedMessage? Of(ChannelSerializer serializer) =>
        serializer == ChannelSerializer.V1 ? _v1 ??= Write(serializer) : _v2 ??= Write(serializer);

    public readonly void Dispose()
    {
        _v1?.Release();
        _v2?.Release();
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
