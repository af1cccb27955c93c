using Zzz.Protocol;

namespace Zzz.Channels.Wire;

/// <summary>
/// A wire format for channel messages. A message means the same in every format. <see cref="TryRead"/> never throws: it returns
/// <see langword="false"/> for a message that does not have the format.
/// </summary>
internal abstract class ChannelSerializer
{
    /// <summary>The number of serializers.</summary>
    public const int Count = 2;

    /// <summary>The longest topic, event or ref, in bytes of UTF-8: a binary message has one byte for the size of each.</summary>
    public const int MaxNameBytes = 255;

    public static readonly ChannelSerializer V1 = new SerializerV1();
    public static readonly ChannelSerializer V2 = new SerializerV2();

    /// <summary>The index of this serializer.</summary>
    public abstract int Index { get; }

    /// <summary>Returns the serializer that a client asks for with <c>vsn</c>, or <see langword="null"/> if there is no such serializer.</summary>
    public static ChannelSerializer? Of(string? version)
    {
        if (version is null) return V1;
        string[] parts = version.Split('.');
        bool parses = parts.Length <= 3 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
        return !parses ? null : parts[0] switch
        {
            "1" => V1,
            "2" => V2,
            _ => null,
        };
    }

    public abstract bool TryRead(WsMessage message, out Envelope envelope);

    /// <summary>Writes a message whose payload is JSON.</summary>
    public abstract void Write(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> json);

    /// <summary>Writes the reply to an event, whose name does not matter, with an extension if the format has one.</summary>
    public abstract void WriteReply(ref PooledBuffer output, in MessageHead head, bool ok, ReadOnlySpan<byte> json, ReadOnlySpan<byte> extension = default);

    /// <summary>Writes a message with a binary payload to one client, or returns <see langword="false"/> if the format has none.</summary>
    public abstract bool TryWriteBinary(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload);

    /// <summary>Writes a reply with a binary payload, or returns <see langword="false"/> if the format has none.</summary>
    public abstract bool TryWriteBinaryReply(ref PooledBuffer output, in MessageHead head, bool ok, ReadOnlySpan<byte> payload);

    /// <summary>Writes a message with a binary payload to all clients on a topic, or returns <see langword="false"/> if the format has none.</summary>
    public abstract bool TryWriteBinaryBroadcast(ref PooledBuffer output, in MessageHead head, ReadOnlySpan<byte> payload);
}
