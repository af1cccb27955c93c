using System.Buffers.Binary;
using System.Text.Unicode;
using Zzz.Protocol;

namespace Zzz.Channels.Wire;

/// <summary>
/// The form of <see cref="SerializerV2"/> messages whose payload is binary: a byte for the kind, a byte for the size of each name, the names,
/// and then the payload.
/// </summary>
internal static class BinaryForm
{
    private const byte Push = 0;
    private const byte Reply = 1;
    private const byte Broadcast = 2;
    private const byte BroadcastAt = 3;
    private const int ClientHeader = 5;

    /// <summary>Reads a push from a client.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> message, out Envelope envelope)
    {
        envelope = default;
        ReadOnlySpan<byte> sizes = message.Span;
        if (sizes.Length < ClientHeader || sizes[0] != Push) return false;
        int names = sizes[1] + sizes[2] + sizes[3] + sizes[4];
        if (message.Length < ClientHeader + names || !Utf8.IsValid(sizes.Slice(ClientHeader, names))) return false;

        ReadOnlyMemory<byte> rest = message[ClientHeader..];
        ReadOnlyMemory<byte> joinRef = Take(ref rest, sizes[1]), reference = Take(ref rest, sizes[2]);
        ReadOnlyMemory<byte> topic = Take(ref rest, sizes[3]), name = Take(ref rest, sizes[4]);
        envelope = new Envelope(joinRef, reference, topic, name, Payload: rest, IsBinary: true);
        return Utf8.IsValid(joinRef.Span) && Utf8.IsValid(reference.Span) && Utf8.IsValid(topic.Span);
    }

    public static void WritePush(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload)
    {
        output.Write([Push, (byte)head.JoinRef.Length, (byte)head.Topic.Length, (byte)head.Event.Length]);
        output.Write(head.JoinRef);
        output.Write(head.Topic);
        output.Write(head.Event);
        output.Write(payload);
    }

    public static void WriteReply(ref PooledBuffer output, in MessageHead head, bool ok, ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> status = ok ? "ok"u8 : "error"u8;
        output.Write([Reply, (byte)head.JoinRef.Length, (byte)head.Ref.Length, (byte)head.Topic.Length, (byte)status.Length]);
        output.Write(head.JoinRef);
        output.Write(head.Ref);
        output.Write(head.Topic);
        output.Write(status);
        output.Write(payload);
    }

    public static void WriteBroadcast(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload)
    {
        output.Write([Broadcast, (byte)head.Topic.Length, (byte)head.Event.Length]);
        output.Write(head.Topic);
        output.Write(head.Event);
        output.Write(payload);
    }

    /// <summary>Writes a broadcast at a position. This kind is not Phoenix's, so only clients that asked for positions receive it.</summary>
    public static void WriteBroadcastAt(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload, long offset)
    {
        output.Write([BroadcastAt, (byte)head.Topic.Length, (byte)head.Event.Length]);
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), offset);
        output.Advance(sizeof(long));
        output.Write(head.Topic);
        output.Write(head.Event);
        output.Write(payload);
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, int size)
    {
        ReadOnlyMemory<byte> name = rest[..size];
        rest = rest[size..];
        return name;
    }
}
