namespace Zzz.Cluster.Messages;

/// <summary>The handlers of messages between nodes, one for each kind.</summary>
internal sealed class NodeHandlers
{
    public const int NotUnderstood = -1;

    private readonly NodeMessageHandler?[] _handlers = new NodeMessageHandler?[byte.MaxValue + 1];

    public NodeMessageHandler? this[NodeMessageKind kind]
    {
        get => _handlers[(byte)kind];
        set => _handlers[(byte)kind] = value;
    }
}
