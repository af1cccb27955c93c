namespace Zzz.Channels.Members;

/// <summary>What a <see cref="NodeMessage"/> asks for. The values are on the wire.</summary>
internal enum NodeMessageKind : byte
{
    Broadcast = 0,
    BinaryBroadcast = 1,
    Disconnect = 2,
}
