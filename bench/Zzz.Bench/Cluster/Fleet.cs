using Zzz.Bench.Servers;

namespace Zzz.Bench.Cluster;

/// <summary>Three servers of one framework, and their Redis.</summary>
internal sealed class Fleet : IDisposable
{
    public const int Size = 3;

    /// <summary>
    /// Lets threads of the pool sleep as soon as they have nothing to do. Otherwise they spin, and at these small loads the processor time would be
    /// mostly theirs.
    /// </summary>
    private static readonly (string, string) NoSpinning = ("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0");

    private static readonly string Executable = Repository.Built("bench/peers/Zzz.Bench.Servers");

    public Fleet(string name)
    {
        Redis = RedisProcess.Start();
        Servers = [.. Enumerable.Range(0, Size).Select(_ => Start(name, Redis))];
    }

    public RedisProcess Redis { get; }

    public ServerProcess[] Servers { get; }

    public long CpuNanoseconds => Servers.Sum(server => server.CpuNanoseconds);

    /// <summary>Starts one server, with or without Redis.</summary>
    public static ServerProcess Start(string name, RedisProcess? redis) => ServerProcess.Start(
        new Server(name, "", Executable, name)
        {
            Options = redis is null ? [] : [$"redis=127.0.0.1:{redis.Port}"],
            Environment = [NoSpinning],
        },
        DeflateMode.None);

    /// <summary>Waits until clients that come and go no longer cause commands.</summary>
    public void Settle()
    {
        for (long before = -100, now; (now = Redis.Commands().Values.Sum()) - before > 10; before = now) Thread.Sleep(500);
    }

    public void Dispose()
    {
        foreach (ServerProcess server in Servers) server.Dispose();
        Redis.Dispose();
    }
}
