using Zzz.Bench.Linux;

namespace Zzz.Bench.Cluster;

/// <summary>
/// Compares clusters of three servers and a Redis: Zzz against SignalR with its Redis backplane. All rounds interleave, and processor time is
/// that of the processes, so other load on the machine affects both alike.
/// </summary>
internal static class ClusterBenchmark
{
    /// <summary>How long Zzz keeps the subscription to a topic that its clients have left.</summary>
    private static readonly TimeSpan UntilUnsubscribed = TimeSpan.FromSeconds(45);

    public static void Run(string[] args)
    {
        var options = ClusterOptions.Parse(args);
        OpenFiles.Allow(20_000);
        Processors.PinLoad();
        RunFleets(options);
        if (options.Has("e")) MemoryRounds.Run([TopicDialect.SignalR, TopicDialect.Zzz], options);
    }

    private static void RunFleets(ClusterOptions options)
    {
        using var zzz = new Fleet("zzz");
        using var signalR = new Fleet("signalr");
        (string, Fleet, TopicDialect)[] both = [("SignalR", signalR, TopicDialect.SignalR), ("Zzz", zzz, TopicDialect.Zzz)];
        RunLoads(zzz, both, options);
        if (options.Has("j"))
        {
            ConnectRounds.Join(
                [
                    ("SignalR: groups", signalR, TopicDialect.SignalR, "new-"),
                    ("Zzz: ws.Subscribe", zzz, TopicDialect.Zzz, "new-"),
                    ("Zzz: channels", zzz, TopicDialect.Channels, "fleeting:"),
                ],
                options);
        }

        if (!options.Has("d")) return;
        Thread.Sleep(UntilUnsubscribed);
        ConnectRounds.Reconnect(both, options);
    }

    private static void RunLoads(Fleet zzz, (string Name, Fleet Fleet, TopicDialect Dialect)[] both, ClusterOptions options)
    {
        using var rounds = new LoadRounds(options);
        foreach (ClusterScenario scenario in ClusterScenario.Both(options).Where(one => options.Has(one.Name)))
            rounds.Compare([.. both.Select(one => (one.Name, scenario, one.Fleet, one.Dialect))]);
        if (options.Has("f")) rounds.Compare([.. ClusterScenario.OfChannels(options).Select(one => ("Zzz", one, zzz, TopicDialect.Channels))]);
    }
}
