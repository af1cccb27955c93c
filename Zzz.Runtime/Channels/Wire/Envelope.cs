namespace Zzz.Channels.Wire;

/// <summary>
/// The parts of a client's message, as read by a <see cref="ChannelSerializer"/>. They are slices of the message, and valid as long as the
/// message is. A missing ref is empty. The payload is unparsed JSON, or bytes. The extension is the unparsed sixth element, or empty.
/// </summary>
internal readonly record struct Envelope(
    ReadOnlyMemory<byte> JoinRef,
    ReadOnlyMemory<byte> Ref,
    ReadOnlyMemory<byte> Topic,
    ReadOnlyMemory<byte> Event,
    ReadOnlyMemory<byte> Payload,
    bool IsBinary,
    ReadOnlyMemory<byte> Extension = default)
{
    /// <summary>Returns a copy that can be replied to when the message is gone.</summary>
    public Envelope ForReply() => new(JoinRef.ToArray(), Ref.ToArray(), Topic.ToArray(), default, default, IsBinary: false);
}
