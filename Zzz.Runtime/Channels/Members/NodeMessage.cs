using System.Text.Unicode;
using Zzz.Protocol;

namespace Zzz.Channels.Members;

/// <summary>
/// A message from one node to the others. A broadcast has one byte for the kind, one for the size of the topic, one for that of the event, and
/// then topic, event and payload. A disconnect has the id of the connections to close as its payload.
/// </summary>
internal readonly ref struct NodeMessage(
    NodeMessageKind kind, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> payload)
{
    private const int HeaderSize = 3;

    public NodeMessageKind Kind { get; } = kind;

    /// <summary>The topic in UTF-8.</summary>
    public ReadOnlySpan<byte> Topic { get; } = topic;

    public ReadOnlySpan<byte> Event { get; } = eventName;

    /// <summary>The payload; or the id, in UTF-8.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;

    public PooledBuffer Write()
    {
        var output = new PooledBuffer(Array.MaxLength);
        output.Write([(byte)Kind, (byte)Topic.Length, (byte)Event.Length]);
        output.Write(Topic);
        output.Write(Event);
        output.Write(Payload);
        return output;
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out NodeMessage message)
    {
        message = default;
        if (bytes.Length < HeaderSize || bytes[0] > (byte)NodeMessageKind.Disconnect || bytes.Length < HeaderSize + bytes[1] + bytes[2]) return false;
        ReadOnlySpan<byte> topic = bytes.Slice(HeaderSize, bytes[1]), eventName = bytes.Slice(HeaderSize + bytes[1], bytes[2]);
        message = new NodeMessage((NodeMessageKind)bytes[0], topic, eventName, bytes[(HeaderSize + bytes[1] + bytes[2])..]);
        return Utf8.IsValid(topic) && Utf8.IsValid(eventName);
    }
}
