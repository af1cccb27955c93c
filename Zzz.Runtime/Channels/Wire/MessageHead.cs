namespace Zzz.Channels.Wire;

/// <summary>All of a message to a client but its payload, in UTF-8, on its way to a <see cref="ChannelSerializer"/>. A ref that is empty is none.</summary>
internal readonly ref struct MessageHead(
    ReadOnlySpan<byte> joinRef, ReadOnlySpan<byte> reference, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> eventName)
{
    public readonly ReadOnlySpan<byte> JoinRef = joinRef;
    public readonly ReadOnlySpan<byte> Ref = reference;
    public readonly ReadOnlySpan<byte> Topic = topic;
    public readonly ReadOnlySpan<byte> Event = eventName;
}
