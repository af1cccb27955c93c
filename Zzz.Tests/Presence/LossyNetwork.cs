using Zzz.Presence;

namespace Zzz.Tests.Presence;

/// <summary>Several replicas, and a network between them that loses, duplicates and reorders their messages, as determined by a seed.</summary>
internal sealed class LossyNetwork
{
    public static readonly string[] Topics = ["lobby", "kitchen"];

    private readonly Random _random;
    private readonly List<(PresenceReplica To, PresenceMessage Message)> _wire = [];
    private readonly Dictionary<PresenceReplica, List<PresenceEntry>> _tracked = [];
    private int _lastRef;

    public LossyNetwork(int nodes, int seed)
    {
        _random = new Random(seed);
        Replicas = [.. Enumerable.Range(0, nodes).Select(node => new PresenceReplica($"node{node}"))];
        Shown = [.. Replicas.Select(replica => new ShownPresence(replica.Node))];
        foreach (PresenceReplica replica in Replicas) _tracked.Add(replica, []);
    }

    public PresenceReplica[] Replicas { get; }

    /// <summary>The list that a client of each node has pieced together from the diffs.</summary>
    public ShownPresence[] Shown { get; }

    public void Churn(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            PresenceReplica replica = Pick(Replicas);
            switch (_random.Next(10))
            {
                case < 3: Join(replica); break;
                case < 5: Leave(replica); break;
                case < 6: Tell(replica, replica.Heartbeat); break;
                case < 7: Show(replica, replica.Forget(Pick(Replicas).Node)); break;
                default: Deliver(lossy: true); break;
            }
        }
    }

    /// <summary>Makes the network reliable, while the nodes continue to send heartbeats.</summary>
    public void Settle()
    {
        for (int round = 0; round < 3; round++)
        {
            foreach (PresenceReplica replica in Replicas) Tell(replica, replica.Heartbeat);
            while (_wire.Count > 0) Deliver(lossy: false);
        }
    }

    public string[] Truth(string topic) =>
        PresenceReplicaTests.RefsOf(_tracked.Values.SelectMany(entries => entries).Where(entry => entry.Topic == topic));

    private void Join(PresenceReplica replica)
    {
        var entry = new PresenceEntry(Pick(Topics), $"key{_random.Next(3)}", $"{replica.Node}-{++_lastRef}", "{}"u8.ToArray());
        _tracked[replica].Add(entry);
        PresenceMessage told = replica.Change([entry], [], out PresenceDiff diff);
        Show(replica, diff);
        Tell(replica, told);
    }

    private void Leave(PresenceReplica replica)
    {
        if (_tracked[replica] is not { Count: > 0 } tracked) return;
        PresenceEntry entry = tracked[_random.Next(tracked.Count)];
        tracked.Remove(entry);
        PresenceMessage told = replica.Change([], [entry.Ref], out PresenceDiff diff);
        Show(replica, diff);
        Tell(replica, told);
    }

    private void Tell(PresenceReplica from, PresenceMessage message)
    {
        foreach (PresenceReplica to in Replicas)
            if (to != from) _wire.Add((to, message));
    }

    private void Deliver(bool lossy)
    {
        if (_wire.Count == 0) return;
        int next = _random.Next(_wire.Count);
        (PresenceReplica to, PresenceMessage message) = _wire[next];
        int luck = lossy ? _random.Next(10) : 9;
        if (luck != 0) _wire.RemoveAt(next); // otherwise the message arrives a second time
        if (luck == 1) return;
        PresenceMessage? answer = to.Receive(message, out PresenceDiff diff);
        Show(to, diff);
        if (answer is not null) Tell(to, answer);
    }

    private void Show(PresenceReplica replica, PresenceDiff diff) => Shown[Array.IndexOf(Replicas, replica)].Apply(diff);

    private T Pick<T>(T[] all) => all[_random.Next(all.Length)];
}
