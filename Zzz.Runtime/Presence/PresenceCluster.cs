using Zzz.Channels.Members;
using Zzz.Cluster;
using Zzz.Cluster.Messages;
using Zzz.Presence.Replicas;
using Zzz.Telemetry;

namespace Zzz.Presence;

/// <summary>
/// Asks the other nodes for the entries of the topics that this node needs, applies their changes, and repairs what was lost. A topic is needed while
/// it has members here.
/// </summary>
internal sealed class PresenceCluster : IDisposable
{
    private const int AsksAtOnce = 64;

    private static readonly TimeSpan MaxFirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RepairInterval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(15);

    private readonly PresenceTracker _tracker;
    private readonly ChannelHub _hub;
    private readonly OtherNodes _nodes;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private int _isRepairing;

    public PresenceCluster(PresenceTracker tracker, ChannelHub hub, OtherNodes nodes, TimeProvider time)
    {
        (_tracker, _hub, _nodes, _time) = (tracker, hub, nodes, GuardedTime.Of(time));
        _timer = _time.CreateTimer(static cluster => _ = ((PresenceCluster)cluster!).RepairAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Outbox = new PresenceOutbox(tracker, nodes, _time);
        if (!nodes.Exist) return;
        tracker.Others = this;
        nodes.Handlers[NodeMessageKind.Presence] = (_, message, _) => OnReceived(message);
        nodes.NodeLeft += node => tracker.Act((replica, diff) => replica.Leave(node, diff));
        nodes.HasRestored += OnRestored;
        nodes.AddUse(topic => tracker.Act((replica, _) => replica.Needs(topic)));
    }

    public PresenceOutbox Outbox { get; }

    /// <summary>Returns the presence service for an app that uses it: only then are the other nodes asked about the topics of this node's clients.</summary>
    public IPresence Use()
    {
        if (_nodes.Exist) _hub.HasMembersOn = topic => _ = ReadyAsync(topic);
        return _tracker;
    }

    public void Start()
    {
        if (_nodes.Exist) _timer.Change(RepairInterval, RepairInterval);
    }

    public void Stop() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();

    /// <summary>
    /// Notifies the other nodes that this one is stopping. From now on its clients leave without notice, because they are about to join other nodes.
    /// </summary>
    public void Linger()
    {
        if (!_nodes.Exist) return;
        _ = Outbox.PublishAsync(_tracker.Act((replica, _) =>
        {
            replica.Own!.IsLingering = true;
            return replica.Own.TakeAll();
        }));
        _nodes.PublishControl(PresenceOutbox.Of(new PresenceMessage(PresenceMessageKind.Linger, "")));
    }

    /// <summary>Waits, but not for long, until the entries of the other nodes on a topic are known.</summary>
    public async Task ReadyAsync(string topic)
    {
        HeldTopic held = Hold(topic);
        if (held.IsReady) return;
        await held.Known.WaitAsync(MaxFirstWait, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _tracker.Act((_, _) => held.IsReady = true);
    }

    /// <summary>Waits until the entries of the other nodes on a topic are known.</summary>
    /// <exception cref="TimeoutException">Not all of them have answered in time.</exception>
    public async Task KnownAsync(string topic)
    {
        try
        {
            await Hold(topic).Known.WaitAsync(MaxWait, _time);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"Not all nodes have answered within {MaxWait.TotalSeconds} seconds who is present on '{topic}'.", exception);
        }
    }

    private HeldTopic Hold(string topic)
    {
        bool isNew = false;
        HeldTopic held = _tracker.Act((replica, _) =>
        {
            HeldTopic? known = replica.HeldOn(topic);
            isNew = known is null;
            known ??= replica.Hold(topic);
            known.IsUsed = true;
            return known;
        });
        if (isNew) _ = AskFirstAsync(held);
        return held;
    }

    private async Task AskFirstAsync(HeldTopic held)
    {
        await _nodes.WantAsync(held.Topic);
        await AskAsync(held);
    }

    /// <summary>Asks all nodes on a topic. If one does not answer, the next repair asks again.</summary>
    private async Task AskAsync(HeldTopic held)
    {
        PresenceMessage question = _tracker.Act((replica, _) => replica.Ask(held));
        int? answers = null;
        try
        {
            answers = await _nodes.AskAsync(held.Topic, PresenceOutbox.Of(question));
        }
        catch (Exception)
        {
            // The backplane reports that it is interrupted; each failed question would only repeat it.
        }

        Send(_tracker.Act((_, _) =>
        {
            held.IsAsking = false;
            if (answers is not { } count) return [];
            held.Expect(question.Round, count);
            return held.Requests();
        }));
    }

    private int OnReceived(NodeMessage received)
    {
        if (PresenceMessage.Read(received.Payload) is not { } message) return NodeHandlers.NotUnderstood;
        string from = message.OnBehalfOf is { Length: > 0 } stopping ? stopping : received.Stamp.NodeName;
        if (message.Kind is PresenceMessageKind.Question or PresenceMessageKind.Request) return Answer(from, message);
        if (message.IsLingering || message.Kind == PresenceMessageKind.Linger) OnLinger(from, isFirstHand: message.OnBehalfOf.Length == 0);
        if (message.Kind != PresenceMessageKind.Linger) Learn(from, message);
        return 0;
    }

    private int Answer(string from, PresenceMessage asked)
    {
        bool isFirst = asked is { Kind: PresenceMessageKind.Question, AsksVersions: false };
        (IReadOnlyList<PresenceMessage> pending, IReadOnlyList<PresenceMessage> answer, IReadOnlyList<PresenceMessage> stopping) = _tracker.Act((replica, _) =>
            (replica.Own!.Take(asked.Topic), replica.Own.Answer(asked), isFirst ? replica.OnBehalfOfStopping(asked.Topic) : []));
        _ = Outbox.PublishAsync(pending);
        _ = Outbox.SendAsync(from, [.. stopping, .. answer]);
        return answer.Count > 0 ? 1 : 0;
    }

    private void Learn(string from, PresenceMessage message)
    {
        (bool isHeld, bool isIgnored, PresenceMessage? request) = _tracker.Act((replica, diff) =>
            (replica.HeldOn(message.Topic) is not null, replica.Ignores(from), replica.Receive(from, message, diff)));
        if (request is not null) _ = Outbox.SendAsync(from, [request]);
        if (isHeld && !isIgnored && message.OnBehalfOf.Length == 0) _nodes.Hear(from); // an entry lasts only as long as its node is known to be alive
        if (!isHeld && _hub.SubscriberCount(message.Topic) > 0) _ = ReadyAsync(message.Topic);
    }

    private void OnLinger(string node, bool isFirstHand)
    {
        if (_tracker.Act((replica, _) => replica.Linger(node, isFirstHand))) _ = EndLingerAsync(node);
    }

    private async Task EndLingerAsync(string node)
    {
        await Task.Delay(Lingering, _time);
        _tracker.Act((replica, diff) => replica.EndLinger(node, diff));
    }

    private void OnRestored()
    {
        _tracker.Act((replica, _) => replica.Doubt());
        _ = RepairAsync();
    }

    /// <summary>Announces this node's versions, asks where something is missing, and drops topics that are no longer needed.</summary>
    private async Task RepairAsync()
    {
        if (Interlocked.Exchange(ref _isRepairing, 1) != 0) return;
        try
        {
            await AnnounceAsync();
            HeldTopic[] toAsk = _tracker.Act((replica, _) =>
            {
                ReleaseUnused(replica);
                return replica.Held.Where(held => held is { IsComplete: false, IsAsking: false }).ToArray();
            });
            foreach (HeldTopic[] some in toAsk.Chunk(AsksAtOnce)) await Task.WhenAll(some.Select(AskAsync));
            Send(_tracker.Act((replica, _) => Missing(replica)));
        }
        finally
        {
            Volatile.Write(ref _isRepairing, 0);
        }
    }

    private async Task AnnounceAsync()
    {
        foreach (PresenceMessage[] some in _tracker.Act((replica, _) => replica.Own!.TakeAnnouncements()).Chunk(AsksAtOnce))
            await Task.WhenAll(some.Select(AnnounceAsync));
    }

    private async Task AnnounceAsync(PresenceMessage version)
    {
        if (!await Outbox.PublishAsync([version])) _tracker.Act((replica, _) => replica.Own!.AnnounceAgain(version.Topic));
    }

    private void ReleaseUnused(PresenceReplica replica)
    {
        foreach (HeldTopic held in replica.Held.ToArray())
        {
            bool isNeeded = held.IsUsed || replica.Own!.Has(held.Topic) || _hub.SubscriberCount(held.Topic) > 0;
            held.IsUsed = false;
            if (!isNeeded) replica.Release(held);
        }
    }

    private static List<(string Node, PresenceMessage Request)> Missing(PresenceReplica replica)
    {
        var requests = new List<(string, PresenceMessage)>();
        foreach (HeldTopic held in replica.Held.Where(held => held.IsComplete))
        {
            held.AskAgain();
            requests.AddRange(held.Requests());
        }

        return requests;
    }

    private void Send(IReadOnlyList<(string Node, PresenceMessage Request)> requests)
    {
        foreach ((string node, PresenceMessage request) in requests) _ = Outbox.SendAsync(node, [request]);
    }
}
