using Zzz.Cluster.Messages;

namespace Zzz.Cluster;

/// <summary>
/// Tells the other nodes that this one is alive, and notices which of them are. A heartbeat that comes back from the broker proves that messages get
/// through: a connection can be open and deaf.
/// </summary>
internal sealed class Heartbeats : IDisposable
{
    private const int MaxUnanswered = 3;

    private readonly NodeRegistry _registry;
    private readonly Outbox _outbox;
    private readonly BackplaneState _state;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;
    private long _lastBeat;
    private int _unanswered;

    public Heartbeats(NodeHandlers handlers, NodeRegistry registry, Outbox outbox, BackplaneState state, TimeSpan nodeTimeout, TimeProvider time)
    {
        (_registry, _outbox, _state, _time) = (registry, outbox, state, time);
        _interval = nodeTimeout / NodeRegistry.BeatsPerTimeout;
        _timer = time.CreateTimer(static beats => ((Heartbeats)beats!).Beat(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        handlers[NodeMessageKind.Heartbeat] = (_, message, _) => OnHeartbeat(message.Stamp);
        handlers[NodeMessageKind.Goodbye] = (_, message, _) => OnGoodbye(message.Stamp.NodeName);
    }

    /// <summary>Raised when a node is heard for the first time.</summary>
    public event Action<string>? Joined;

    /// <summary>Raised when a node has said goodbye, or was silent for too long.</summary>
    public event Action<string>? Left;

    /// <summary>Called when several heartbeats have not come back, although the connection seems to be open.</summary>
    public required Action Deaf { get; init; }

    /// <summary>The id of this node.</summary>
    public required ulong Self { get; init; }

    public void Start()
    {
        _outbox.PublishControl(new NodeMessage(NodeMessageKind.Heartbeat, []));
        _timer.Change(_interval, _interval);
    }

    public void Stop()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _outbox.PublishControl(new NodeMessage(NodeMessageKind.Goodbye, []));
    }

    /// <summary>Notes that another node is alive.</summary>
    public void Hear(string node)
    {
        if (!_registry.Hear(node)) return;
        Joined?.Invoke(node);
        _outbox.PublishControl(new NodeMessage(NodeMessageKind.Heartbeat, [])); // the new node does not know this one either
    }

    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        _outbox.PublishControl(new NodeMessage(NodeMessageKind.Heartbeat, []));
        if (Interlocked.Increment(ref _unanswered) % (MaxUnanswered + 1) == 0 && !_state.IsInterrupted) Deaf();
    }

    private int OnHeartbeat(NodeStamp stamp)
    {
        if (stamp.Node == Self) OnEcho();
        else Hear(stamp.NodeName);
        return 0;
    }

    /// <summary>Counts a beat, but only one of several that the broker has held back and sends at once.</summary>
    private void OnEcho()
    {
        Volatile.Write(ref _unanswered, 0);
        _state.OnEcho();
        long now = _time.GetTimestamp();
        if (_time.GetElapsedTime(_lastBeat, now) < _interval / 2) return;
        _lastBeat = now;
        foreach (string node in _registry.Beat()) Left?.Invoke(node);
    }

    private int OnGoodbye(string node)
    {
        if (_registry.Remove(node)) Left?.Invoke(node);
        return 0;
    }
}
