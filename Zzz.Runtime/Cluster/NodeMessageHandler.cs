namespace Zzz.Cluster;

/// <summary>Handles a message from another node.</summary>
/// <returns>Whether the message was understood.</returns>
internal delegate bool NodeMessageHandler(NodeMessage message);
