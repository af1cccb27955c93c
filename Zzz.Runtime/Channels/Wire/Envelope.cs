namespace Zzz.Channels.Wire;

/// <summary>
/// What a client sent, read by a <see cref="ChannelSerializer"/>: slices of the message, so they are valid as long as it is. No ref, or an
/// empty one, is empty. The payload is JSON as it came, or bytes.
/// </summary>
internal readonly record struct Envelope(
    ReadOnlyMemory<byte> JoinRef,
    ReadOnlyMemory<byte> Ref,
    ReadOnlyMemory<byte> Topic,
    ReadOnlyMemory<byte> Event,
    ReadOnlyMemory<byte> Payload,
    bool IsBinary);
