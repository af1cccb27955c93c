using System.Buffers.Binary;
using System.Text.Unicode;
using Zzz.Protocol;

namespace Zzz.Cluster.Messages;

/// <summary>
/// A message from one node to others, on a topic or to one node. It has a header of 29 bytes: one each for the version, the kind, the flags, the size
/// of the event and the size of the sender's id, and eight each, little-endian, for the node, the message's number and the time. The event, the
/// sender's id and the payload follow.
/// </summary>
internal readonly ref struct NodeMessage(
    NodeMessageKind kind, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> eventName = default, ReadOnlySpan<byte> sender = default)
{
    public const int HeaderSize = NodeAt + (3 * sizeof(long));

    private const byte Version = 2;
    private const byte WantsAnswerFlag = 1;
    private const int NodeAt = 5;

    public NodeMessageKind Kind { get; } = kind;

    /// <summary>The event in UTF-8, at most 255 bytes; empty unless the message is a broadcast.</summary>
    public ReadOnlySpan<byte> Event { get; } = eventName;

    /// <summary>The id of the client that must not receive the broadcast, at most 255 bytes; empty if there is none.</summary>
    public ReadOnlySpan<byte> Sender { get; } = sender;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>Whether the node that sent the message waits for an <see cref="NodeMessageKind.Answer"/>.</summary>
    public bool WantsAnswer { get; init; }

    public NodeStamp Stamp { get; init; }

    private bool IsText => Kind is NodeMessageKind.Text or NodeMessageKind.UncompressedText or NodeMessageKind.Broadcast;

    public PooledBuffer Write(NodeStamp stamp)
    {
        var output = new PooledBuffer(Array.MaxLength);
        Span<byte> header = output.GetSpan(HeaderSize + Event.Length + Sender.Length + Payload.Length);
        header[0] = Version;
        header[1] = (byte)Kind;
        header[2] = WantsAnswer ? WantsAnswerFlag : (byte)0;
        header[3] = (byte)Event.Length;
        header[4] = (byte)Sender.Length;
        BinaryPrimitives.WriteUInt64LittleEndian(header[NodeAt..], stamp.Node);
        BinaryPrimitives.WriteInt64LittleEndian(header[(NodeAt + 8)..], stamp.Number);
        BinaryPrimitives.WriteInt64LittleEndian(header[(NodeAt + 16)..], stamp.Time);
        output.Advance(HeaderSize);
        output.Write(Event);
        output.Write(Sender);
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
        if (bytes.Length < HeaderSize || bytes[0] != Version) return false;
        int eventSize = bytes[3], senderSize = bytes[4];
        ReadOnlySpan<byte> rest = bytes[HeaderSize..];
        if (rest.Length < eventSize + senderSize) return false;
        message = new NodeMessage((NodeMessageKind)bytes[1], rest[(eventSize + senderSize)..], rest[..eventSize], rest.Slice(eventSize, senderSize))
        {
            WantsAnswer = (bytes[2] & WantsAnswerFlag) != 0,
            Stamp = new NodeStamp(
                BinaryPrimitives.ReadUInt64LittleEndian(bytes[NodeAt..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[(NodeAt + 8)..]),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[(NodeAt + 16)..])),
        };
        return Utf8.IsValid(message.Event) && (!message.IsText || Utf8.IsValid(message.Payload));
    }
}
