using Zzz.Presence.Replicas;

namespace Zzz.Tests.Presence;

/// <summary>Several replicas, and a network between them that loses, duplicates and reorders their messages, as determined by a seed.</summary>
internal sealed class LossyNetwork
{
    public static readonly string[] Topics = ["lobby", "kitchen"];

    private readonly Random _random;
    private readonly List<(PresenceReplica From, PresenceReplica To, PresenceMessage Message)> _wire = [];
    private readonly Dictionary<PresenceReplica, List<PresenceEntry>> _tracked = [];
    private int _lastRef;

    public LossyNetwork(int nodes, int seed)
    {
        _random = new Random(seed);
        Replicas = [.. Enumerable.Range(0, nodes).Select(node => new PresenceReplica($"node{node}") { Own = new OwnPresence() })];
        Shown = [.. Replicas.Select(replica => new ShownPresence(replica.Node))];
        foreach (PresenceReplica replica in Replicas)
        {
            _tracked.Add(replica, []);
            foreach (string topic in Topics) Hold(replica, topic);
        }
    }

    public PresenceReplica[] Replicas { get; }

    /// <summary>The list that a client of each node has pieced together from the diffs.</summary>
    public ShownPresence[] Shown { get; }

    public void Churn(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            PresenceReplica replica = Pick(Replicas);
            switch (_random.Next(14))
            {
                case < 3: Join(replica); break;
                case < 5: Leave(replica); break;
                case < 7: Publish(replica, replica.Own!.Take(Pick(Topics))); break;
                case < 8: Publish(replica, replica.Own!.TakeAnnouncements()); break;
                case < 9: Show(replica, diff => replica.Leave(Pick(Replicas).Node, diff)); break;
                case < 10: Ask(replica, Pick(Topics), isLossy: true); break;
                case < 11: ReleaseAndHold(replica, Pick(Topics)); break;
                default: Deliver(isLossy: true); break;
            }
        }
    }

    /// <summary>Makes the network reliable, and notifies the nodes of that. What is under way still arrives.</summary>
    public void Settle()
    {
        foreach (PresenceReplica replica in Replicas) replica.Doubt();
        for (int round = 0; round < 3; round++) Repair();
    }

    private void Repair()
    {
        foreach (PresenceReplica replica in Replicas)
        {
            foreach (string topic in Topics) Publish(replica, replica.Own!.Take(topic));
            Publish(replica, replica.Own!.TakeAnnouncements());
            DeliverAll();
            foreach (HeldTopic held in replica.Held)
            {
                if (!held.IsComplete) Ask(replica, held.Topic, isLossy: false);
                DeliverAll();
                held.AskAgain();
                Send(replica, held);
                DeliverAll();
            }
        }
    }

    public string[] Truth(string topic) =>
        PresenceReplicaTests.RefsOf(_tracked.Values.SelectMany(entries => entries).Where(entry => entry.Topic == topic));

    private static void Hold(PresenceReplica replica, string topic)
    {
        HeldTopic held = replica.Hold(topic);
        (held.IsReady, held.IsAsking) = (true, false);
    }

    private void ReleaseAndHold(PresenceReplica replica, string topic)
    {
        replica.Release(replica.HeldOn(topic)!);
        Shown[Array.IndexOf(Replicas, replica)].Reset(topic, replica.On(topic));
        Hold(replica, topic);
    }

    private void Join(PresenceReplica replica)
    {
        var entry = new PresenceEntry(Pick(Topics), $"key{_random.Next(3)}", $"{replica.Node}-{++_lastRef}", "{}"u8.ToArray());
        _tracked[replica].Add(entry);
        Show(replica, diff => replica.Change(entry.Topic, [entry], [], diff));
    }

    private void Leave(PresenceReplica replica)
    {
        if (_tracked[replica] is not { Count: > 0 } tracked) return;
        PresenceEntry entry = Pick(tracked);
        tracked.Remove(entry);
        Show(replica, diff => replica.Change(entry.Topic, [], [entry.Ref], diff));
    }

    private void Ask(PresenceReplica replica, string topic, bool isLossy)
    {
        HeldTopic held = replica.HeldOn(topic)!;
        PresenceMessage question = replica.Ask(held);
        int answers = 0;
        bool isLost = false;
        foreach (PresenceReplica other in Replicas.Where(other => other != replica))
        {
            if (isLossy && _random.Next(5) == 0) isLost = true;
            else if (Answer(other, replica, question)) answers++;
        }

        held.IsAsking = false;
        if (isLost) return;
        held.Expect(question.Round, answers);
        Send(replica, held);
    }

    private bool Answer(PresenceReplica owner, PresenceReplica asker, PresenceMessage asked)
    {
        Publish(owner, owner.Own!.Take(asked.Topic));
        IReadOnlyList<PresenceMessage> answer = owner.Own.Answer(asked);
        foreach (PresenceMessage message in answer) _wire.Add((owner, asker, message));
        return answer.Count > 0;
    }

    private void Publish(PresenceReplica from, IReadOnlyList<PresenceMessage> messages)
    {
        foreach (PresenceMessage message in messages)
            foreach (PresenceReplica to in Replicas.Where(to => to != from)) _wire.Add((from, to, message));
    }

    private void Send(PresenceReplica from, HeldTopic held)
    {
        foreach ((string node, PresenceMessage request) in held.Requests())
            _wire.Add((from, Array.Find(Replicas, to => to.Node == node)!, request));
    }

    private void DeliverAll()
    {
        while (_wire.Count > 0) Deliver(isLossy: false);
    }

    private void Deliver(bool isLossy)
    {
        if (_wire.Count == 0) return;
        int next = _random.Next(_wire.Count);
        (PresenceReplica from, PresenceReplica to, PresenceMessage message) = _wire[next];
        int luck = isLossy ? _random.Next(10) : 9;
        if (luck != 0) _wire.RemoveAt(next); // otherwise the message arrives a second time
        if (luck == 1) return;
        message = PresenceMessage.Read(message.Write())!;
        if (message.Kind == PresenceMessageKind.Request)
        {
            Answer(to, from, message);
            return;
        }

        PresenceMessage? request = null;
        Show(to, diff => request = to.Receive(from.Node, message, diff));
        if (request is not null) _wire.Add((to, from, request));
    }

    private void Show(PresenceReplica replica, Action<PresenceDiff> act)
    {
        var diff = new PresenceDiff();
        act(diff);
        Shown[Array.IndexOf(Replicas, replica)].Apply(diff);
    }

    private T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
