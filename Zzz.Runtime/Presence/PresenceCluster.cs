using System.Text.Json;
using Microsoft.Extensions.Options;
using Zzz.Cluster;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>Exchanges presence messages with the other nodes, and removes the entries of nodes that have been silent for too long.</summary>
internal sealed class PresenceCluster : IDisposable
{
    /// <summary>
    /// A node counts as gone if none of its messages has arrived during this many heartbeats of this node. Heartbeats are counted instead of
    /// timed, so that a pause of this process does not count against other nodes.
    /// </summary>
    private const int HeartbeatsPerTimeout = 3;

    private readonly PresenceTracker _tracker;
    private readonly OtherNodes _nodes;
    private readonly TimeSpan _timeout;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _heard = [];
    private long _beats;

    public PresenceCluster(PresenceTracker tracker, OtherNodes nodes, IOptions<ZzzOptions> options, TimeProvider time)
    {
        _tracker = tracker;
        time = GuardedTime.Of(time);
        _nodes = nodes;
        nodes.Handlers[NodeMessageKind.Presence] = (_, message, _) => OnReceived(message) ? 0 : NodeHandlers.NotUnderstood;
        _timeout = options.Value.NodeTimeout;
        _timer = time.CreateTimer(static cluster => ((PresenceCluster)cluster!).Beat(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (_nodes.Exist) tracker.OtherNodes.Tell = Tell;
    }

    public void Start()
    {
        if (!_nodes.Exist) return;
        _tracker.Act(replica => (null, replica.Heartbeat));
        _timer.Change(_timeout / HeartbeatsPerTimeout, _timeout / HeartbeatsPerTimeout);
    }

    public async Task StopAsync()
    {
        if (!_nodes.Exist) return;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _tracker.Act(replica => (null, replica.Goodbye));
        await _tracker.OtherNodes.ToldAsync();
    }

    public void Dispose() => _timer.Dispose();

    private void Tell(PresenceMessage message) => _nodes.PublishControl(
        new NodeMessage(NodeMessageKind.Presence, JsonSerializer.SerializeToUtf8Bytes(message, PresenceJson.Default.PresenceMessage)));

    private bool OnReceived(NodeMessage received)
    {
        if (received.Kind != NodeMessageKind.Presence || Read(received.Payload) is not { } message) return false;

        // A node that is new to this node does not know this node either.
        if (IsNew(message)) _tracker.Act(replica => (null, replica.Heartbeat));
        _tracker.Act(replica =>
        {
            PresenceMessage? answer = replica.Receive(message, out PresenceDiff diff);
            return (diff, answer);
        });
        return true;
    }

    private static PresenceMessage? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            PresenceMessage? message = JsonSerializer.Deserialize(json, PresenceJson.Default.PresenceMessage);
            return message is null || message.Joins.Contains(null) || message.Leaves.Contains(null) ? null : message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsNew(PresenceMessage message)
    {
        lock (_lock)
        {
            if (message.Kind == PresenceMessageKind.Goodbye) return _heard.Remove(message.Node) && false;
            bool isNew = !_heard.ContainsKey(message.Node);
            _heard[message.Node] = _beats;
            return isNew;
        }
    }

    private void Beat()
    {
        _tracker.Act(replica => (null, replica.Heartbeat));
        foreach (string node in TakeSilent()) _tracker.Act(replica => (replica.Forget(node), null));
    }

    private string[] TakeSilent()
    {
        lock (_lock)
        {
            _beats++;
            string[] silent = [.. _heard.Where(node => _beats - node.Value > HeartbeatsPerTimeout).Select(node => node.Key)];
            foreach (string node in silent) _heard.Remove(node);
            return silent;
        }
    }
}
