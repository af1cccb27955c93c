using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Cluster;

/// <summary>Measures the managed memory of a connection on a topic, with a backplane and without.</summary>
internal static class MemoryRounds
{
    private const int Before = 200;

    public static void Run(TopicDialect[] dialects, ClusterOptions options)
    {
        ClusterTable.Header("e: managed bytes per connection", "without Redis", "with Redis", "for the backplane", "in Redis");
        foreach (TopicDialect dialect in dialects)
        {
            var (without, with, inRedis) = (new List<double>(), new List<double>(), new List<double>());
            for (int round = 0; round < Math.Min(options.Rounds, 5); round++)
            {
                without.Add(Measure(dialect, null, options.PerServer, []));
                using RedisProcess redis = RedisProcess.Start();
                with.Add(Measure(dialect, redis, options.PerServer, inRedis));
            }

            ClusterTable.Row(
                dialect.Server, ClusterTable.Figure(without), ClusterTable.Figure(with),
                ClusterTable.Figure(with.Zip(without, (one, other) => one - other)), ClusterTable.Figure(inRedis));
        }
    }

    private static double Measure(TopicDialect dialect, RedisProcess? redis, int count, List<double> inRedis)
    {
        using ServerProcess server = Fleet.Start(dialect.Server, redis);
        foreach (ClientConnection client in Open(dialect, server, Before)) client.Dispose();
        ClientConnection[] first = Open(dialect, server, Before);
        (long empty, long? emptyRedis) = (Managed(server), redis?.UsedMemory());
        ClientConnection[] clients = Open(dialect, server, count);
        double each = (double)(Managed(server) - empty) / count;
        if (redis is not null) inRedis.Add((double)(redis.UsedMemory() - emptyRedis!.Value) / count);
        foreach (ClientConnection client in (ClientConnection[])[.. first, .. clients]) client.Dispose();
        return each;
    }

    private static ClientConnection[] Open(TopicDialect dialect, ServerProcess server, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => dialect.Open(server, "room"))];

    private static long Managed(ServerProcess server)
    {
        Thread.Sleep(500);
        return server.Collect()!.Value;
    }
}
