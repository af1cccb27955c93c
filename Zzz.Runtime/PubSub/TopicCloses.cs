using System.Text;
using Zzz.Cluster;
using Zzz.Cluster.Messages;
using Zzz.Connection;
using Zzz.Protocol;

namespace Zzz.PubSub;

/// <summary>
/// Sends the closes of topics to the other nodes in two ways: on the topic, so that each follows the messages that were published before it, and to
/// all nodes through the log, so that a node that was cut off carries it out when it is back. A close that arrives in both ways is carried out once.
/// </summary>
internal sealed class TopicCloses
{
    private const int IdSize = 16;
    private const int MaxRecent = 256;

    /// <summary>How long a close from the log waits for the one on the topic.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly OtherNodes _nodes;
    private readonly Func<string, ClosePayload, int> _close;
    private readonly Func<string, ServerConnection[]> _subscribers;
    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _recent = [];
    private readonly Queue<Guid> _order = [];

    /// <param name="nodes">The other nodes.</param>
    /// <param name="close">Closes the subscribers of a topic on this node, and returns how many there were.</param>
    /// <param name="subscribers">Returns the subscribers of a topic on this node.</param>
    public TopicCloses(OtherNodes nodes, Func<string, ClosePayload, int> close, Func<string, ServerConnection[]> subscribers)
    {
        (_nodes, _close, _subscribers) = (nodes, close, subscribers);
        nodes.Handlers[NodeMessageKind.Close] = OnClose;
        nodes.Handlers[NodeMessageKind.CloseTopic] = OnCloseTopic;
    }

    /// <summary>Closes the subscribers on the other nodes.</summary>
    public void Send(string topic, ReadOnlySpan<byte> payload)
    {
        Span<byte> id = stackalloc byte[IdSize];
        Guid.NewGuid().TryWriteBytes(id);
        _nodes.Publish(topic, new NodeMessage(NodeMessageKind.Close, payload, sender: id));
        SendToAll(topic, payload, id);
    }

    /// <summary>Closes the subscribers on the other nodes, and returns how many there were.</summary>
    public Task<int> AskAsync(string topic, ReadOnlySpan<byte> payload)
    {
        Span<byte> id = stackalloc byte[IdSize];
        Guid.NewGuid().TryWriteBytes(id);
        Task<int> answers = _nodes.AskAsync(topic, new NodeMessage(NodeMessageKind.Close, payload, sender: id) { WantsAnswer = true });
        SendToAll(topic, payload, id);
        return answers;
    }

    private void SendToAll(string topic, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> id)
    {
        if (_nodes.Logs is not null)
            _nodes.PublishToAll(new NodeMessage(NodeMessageKind.CloseTopic, [(byte)payload.Length, .. payload, .. Encoding.UTF8.GetBytes(topic)], sender: id));
    }

    private int OnClose(string topic, NodeMessage message, TopicPosition? position)
    {
        if (!ClosePayload.TryReadSendable(message.Payload, out ClosePayload close)) return NodeHandlers.NotUnderstood;
        if (message.Sender.Length == IdSize) Remember(new Guid(message.Sender));
        return _close(topic, close);
    }

    private int OnCloseTopic(string topic, NodeMessage message, TopicPosition? position)
    {
        ReadOnlySpan<byte> payload = message.Payload;
        if (message.Sender.Length != IdSize || payload.IsEmpty || payload.Length <= payload[0]) return NodeHandlers.NotUnderstood;
        if (!ClosePayload.TryReadSendable(payload.Slice(1, payload[0]), out ClosePayload close)) return NodeHandlers.NotUnderstood;
        ServerConnection[] subscribers = _subscribers(Encoding.UTF8.GetString(payload[(1 + payload[0])..])); // whoever subscribes later stays
        if (subscribers.Length > 0) _ = CloseLaterAsync(subscribers, close, new Guid(message.Sender));
        return 0;
    }

    private async Task CloseLaterAsync(ServerConnection[] subscribers, ClosePayload close, Guid id)
    {
        await Task.Delay(Patience, _nodes.Time);
        lock (_lock)
            if (_recent.Contains(id)) return;
        foreach (ServerConnection subscriber in subscribers) subscriber.Close(close.Code, close.Reason);
    }

    private void Remember(Guid id)
    {
        lock (_lock)
        {
            if (_recent.Add(id)) _order.Enqueue(id);
            if (_order.Count > MaxRecent) _recent.Remove(_order.Dequeue());
        }
    }
}
