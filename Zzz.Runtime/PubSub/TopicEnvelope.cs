using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Zzz.Protocol;

namespace Zzz.PubSub;

/// <summary>
/// A published message on its way between nodes: one byte of flags (1 binary, 2 uncompressed, 4 close), the topic's size in four bytes,
/// little-endian, the topic in UTF-8, and the payload. The payload of a close is that of a close frame (RFC 6455 §5.5.1).
/// </summary>
internal readonly ref struct TopicEnvelope(WsMessageKind kind, bool compress, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload)
{
    private const byte Binary = 1;
    private const byte Uncompressed = 2;
    private const byte Close = 4;
    private const int HeaderSize = 1 + sizeof(int);

    public WsMessageKind Kind { get; } = kind;

    public bool Compress { get; } = compress;

    public ReadOnlySpan<byte> Topic { get; } = topic;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>The close code and reason for the topic's subscribers, or <see langword="null"/> for a message to them.</summary>
    public ClosePayload? Closing { get; private init; }

    public static PooledBuffer Write(string topic, WsMessageKind kind, ReadOnlySpan<byte> payload, bool compress) =>
        Write(topic, (byte)((kind == WsMessageKind.Binary ? Binary : 0) | (compress ? 0 : Uncompressed)), payload);

    public static PooledBuffer WriteClose(string topic, ClosePayload close)
    {
        Span<byte> payload = stackalloc byte[sizeof(ushort) + ClosePayload.MaxReasonBytes];
        return Write(topic, Close, payload[..close.Write(payload)]);
    }

    private static PooledBuffer Write(string topic, byte flags, ReadOnlySpan<byte> payload)
    {
        int topicSize = Encoding.UTF8.GetByteCount(topic);
        var output = new PooledBuffer(Array.MaxLength);
        Span<byte> bytes = output.GetSpan(HeaderSize + topicSize + payload.Length);
        bytes[0] = flags;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], topicSize);
        Encoding.UTF8.GetBytes(topic, bytes[HeaderSize..]);
        payload.CopyTo(bytes[(HeaderSize + topicSize)..]);
        output.Advance(HeaderSize + topicSize + payload.Length);
        return output;
    }

    /// <summary>Reads a message from another node, which may run another version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TopicEnvelope envelope)
    {
        envelope = default;
        if (bytes.Length < HeaderSize || bytes[0] > Close) return false;
        int topicSize = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);
        if (topicSize < 0 || topicSize > bytes.Length - HeaderSize) return false;

        WsMessageKind kind = (bytes[0] & Binary) != 0 ? WsMessageKind.Binary : WsMessageKind.Text;
        ReadOnlySpan<byte> topic = bytes.Slice(HeaderSize, topicSize);
        ReadOnlySpan<byte> payload = bytes[(HeaderSize + topicSize)..];
        if (!Utf8.IsValid(topic)) return false;
        if (bytes[0] == Close) return TryReadClose(topic, payload, out envelope);
        envelope = new TopicEnvelope(kind, (bytes[0] & Uncompressed) == 0, topic, payload);
        return kind == WsMessageKind.Binary || Utf8.IsValid(payload);
    }

    private static bool TryReadClose(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, out TopicEnvelope envelope)
    {
        envelope = default;
        if (payload.Length < sizeof(ushort) || ClosePayload.Read(payload, out ClosePayload close) is not null || !ClosePayload.MayBeSent(close.Code)) return false;
        envelope = new TopicEnvelope(WsMessageKind.Binary, compress: true, topic, payload) { Closing = close };
        return true;
    }
}
