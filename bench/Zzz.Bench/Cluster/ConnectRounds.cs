using System.Diagnostics;
using Zzz.Bench.Load;

namespace Zzz.Bench.Cluster;

/// <summary>Measures what it costs Redis that clients connect, and how long a client takes to join many new topics.</summary>
internal static class ConnectRounds
{
    /// <summary>Lets clients that are on a topic of all connect, go and come back, to the same nodes and to others.</summary>
    public static void Reconnect((string Name, Fleet Fleet, TopicDialect Dialect)[] contenders, ClusterOptions options)
    {
        ClusterTable.Header(
            $"d: commands to Redis for each of {options.Clients} clients on one topic",
            "first connect", "reconnect to the same node", "reconnect to another node", "the last, all together");
        foreach ((string name, Fleet fleet, TopicDialect dialect) in contenders)
        {
            var steps = new List<double>[] { [], [], [] };
            string last = "";
            for (int round = 0; round < Math.Min(options.Rounds, 3); round++)
            {
                ClientConnection[] clients = [];
                for (int step = 0; step < steps.Length; step++)
                {
                    fleet.Settle();
                    Dictionary<string, long> before = fleet.Redis.Commands();
                    foreach (ClientConnection client in clients) client.Dispose();
                    int shift = step / 2;
                    clients = [.. Enumerable.Range(0, options.Clients).Select(i => dialect.Open(fleet.Servers[(i + shift) % Fleet.Size], $"lobby-{round}"))];
                    fleet.Settle();
                    (double count, last) = Difference(before, fleet.Redis.Commands(), options.Clients);
                    steps[step].Add(count);
                }

                foreach (ClientConnection client in clients) client.Dispose();
            }

            ClusterTable.Row([name, .. steps.Select(ClusterTable.Figure), last]);
        }
    }

    /// <summary>Lets one client join new topics, one after another, and waits for each answer.</summary>
    public static void Join((string Name, Fleet Fleet, TopicDialect Dialect, string Prefix)[] contenders, ClusterOptions options)
    {
        ClusterTable.Header($"joins of {options.Joins} new topics by one client", "until all are answered", "until Redis has all subscriptions", "of the first");
        double[][] answered = [.. contenders.Select(_ => new double[options.Rounds])];
        double[][] subscribed = [.. contenders.Select(_ => new double[options.Rounds])];
        for (int round = -options.WarmUps; round < options.Rounds; round++)
        {
            for (int turn = 0; turn < contenders.Length; turn++)
            {
                int i = (turn + round + options.WarmUps) % contenders.Length;
                (double answers, double all) = JoinOnce(contenders[i], round, options.Joins);
                if (round >= 0) (answered[i][round], subscribed[i][round]) = (answers, all);
            }
        }

        for (int i = 0; i < contenders.Length; i++)
        {
            ClusterTable.Row(
                contenders[i].Name, $"{ClusterTable.Figure(answered[i])} ms", $"{ClusterTable.Figure(subscribed[i])} ms",
                ClusterTable.Figure(subscribed[i].Zip(subscribed[0], (mine, first) => mine / first)));
        }
    }

    private static (double Answered, double Subscribed) JoinOnce(
        (string Name, Fleet Fleet, TopicDialect Dialect, string Prefix) contender, int round, int count)
    {
        contender.Fleet.Settle();
        using ClientConnection client = contender.Dialect.Open(contender.Fleet.Servers[0]);
        using var load = new Answers(client, contender.Dialect.Dialect);
        long goal = Subscriptions(contender.Fleet) + count;
        byte[] joins = [.. Enumerable.Range(0, count).SelectMany(i => contender.Dialect.JoinFrame($"{contender.Prefix}{round}-{i}"))];
        long began = Stopwatch.GetTimestamp();
        client.Send(joins);
        load.Read(count);
        double answered = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        while (Subscriptions(contender.Fleet) < goal) Thread.Sleep(5);
        return (answered, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private static long Subscriptions(Fleet fleet) => fleet.Redis.Commands().GetValueOrDefault("subscribe");

    private static (double Count, string Commands) Difference(Dictionary<string, long> before, Dictionary<string, long> after, int clients)
    {
        (string Name, long Calls)[] calls = [.. after.Select(one => (one.Key, one.Value - before.GetValueOrDefault(one.Key))).Where(one => one.Item2 > 0)];
        return ((double)calls.Sum(one => one.Calls) / clients, string.Join(", ", calls.Select(one => $"{one.Calls} {one.Name}")));
    }
}
