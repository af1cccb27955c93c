using System.Buffers.Binary;

namespace Zzz.Redis;

/// <summary>Writes what is published on channels: a byte for the kind, and the content.</summary>
internal static class Payload
{
    /// <summary>A message.</summary>
    public const byte Message = 0;

    /// <summary>Messages that were appended to a log. The script writes it: epoch, first offset and lengths as text, a line feed, the messages.</summary>
    public const byte Appended = 1;

    /// <summary>A number that a node sends to itself.</summary>
    public const byte Probe = 2;

    public static byte[] Of(ReadOnlySpan<byte> message) => [Message, .. message];

    public static byte[] OfProbe(long number)
    {
        byte[] payload = new byte[1 + sizeof(long)];
        payload[0] = Probe;
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(1), number);
        return payload;
    }
}
