namespace Zzz.Channels.Members;

/// <summary>The kind of a <see cref="NodeMessage"/>. The values are on the wire.</summary>
internal enum NodeMessageKind : byte
{
    Broadcast = 0,
    BinaryBroadcast = 1,
    Disconnect = 2,
}
