using System.Buffers.Binary;
using System.Text.Unicode;
using Zzz.Protocol;

namespace Zzz.Cluster;

/// <summary>
/// A message from one node to the others: one byte for the version, one for the kind, four for the size of the topic (little-endian), one for the
/// size of the event, and then the topic, the event and the payload.
/// </summary>
internal readonly ref struct NodeMessage(
    NodeMessageKind kind, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> payload)
{
    private const byte Version = 1;
    private const int TopicSize = 2;
    private const int EventSize = TopicSize + sizeof(int);
    private const int HeaderSize = EventSize + 1;

    public NodeMessageKind Kind { get; } = kind;

    /// <summary>The topic in UTF-8; empty in a message that does not concern a topic.</summary>
    public ReadOnlySpan<byte> Topic { get; } = topic;

    /// <summary>The event in UTF-8, at most 255 bytes; empty unless the message is a broadcast.</summary>
    public ReadOnlySpan<byte> Event { get; } = eventName;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    private bool IsText => Kind is NodeMessageKind.Text or NodeMessageKind.UncompressedText or NodeMessageKind.Broadcast;

    public PooledBuffer Write()
    {
        var output = new PooledBuffer(Array.MaxLength);
        Span<byte> header = output.GetSpan(HeaderSize + Topic.Length + Event.Length + Payload.Length);
        header[0] = Version;
        header[1] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[TopicSize..], Topic.Length);
        header[EventSize] = (byte)Event.Length;
        output.Advance(HeaderSize);
        output.Write(Topic);
        output.Write(Event);
        output.Write(Payload);
        return output;
    }

    /// <summary>
    /// Reads a message from another node, which may run another version. Returns <see langword="false"/> for a message that this version does not
    /// know.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out NodeMessage message)
    {
        message = default;
        if (bytes.Length < HeaderSize || bytes[0] != Version || bytes[1] > (byte)NodeMessageKind.Presence) return false;
        int topicSize = BinaryPrimitives.ReadInt32LittleEndian(bytes[TopicSize..]), eventSize = bytes[EventSize];
        ReadOnlySpan<byte> rest = bytes[HeaderSize..];
        if (topicSize < 0 || topicSize > rest.Length - eventSize) return false;

        message = new NodeMessage((NodeMessageKind)bytes[1], rest[..topicSize], rest.Slice(topicSize, eventSize), rest[(topicSize + eventSize)..]);
        return Utf8.IsValid(message.Topic) && Utf8.IsValid(message.Event) && (!message.IsText || Utf8.IsValid(message.Payload));
    }
}
