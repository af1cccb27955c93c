namespace Zzz.Channels.Wire;

/// <summary>All parts of a message to a client except the payload, in UTF-8, for a <see cref="ChannelSerializer"/>. An empty ref means none.</summary>
internal readonly ref struct MessageHead(
    ReadOnlySpan<byte> joinRef, ReadOnlySpan<byte> reference, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> eventName)
{
    public readonly ReadOnlySpan<byte> JoinRef = joinRef;
    public readonly ReadOnlySpan<byte> Ref = reference;
    public readonly ReadOnlySpan<byte> Topic = topic;
    public readonly ReadOnlySpan<byte> Event = eventName;
}
