using System.Diagnostics;
using System.Globalization;
using Zzz.Bench.Linux;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Shutdown;

/// <summary>Sends SIGTERM while many connections echo, plain or over TLS, and measures how each of them ends and how long that takes.</summary>
internal static class ShutdownBenchmark
{
    private const string Tls = "--tls";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static void Run(string[] args)
    {
        bool tls = args.Contains(Tls);
        int count = args.Except([Tls]).FirstOrDefault() is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 5_000;
        OpenFiles.Allow(count + 500);
        Processors.PinLoad();
        Server zzz = KnownServers.All.Single(server => server.Name == "zzz");
        using var server = ServerProcess.Start(tls ? zzz with { Options = ["tls"] } : zzz, DeflateMode.None);
        using var load = LastingLoad.Start(server.EndPoint, "/echo", count, tls);
        Thread.Sleep(TimeSpan.FromSeconds(2));
        long before = load.Echoes;

        long began = Stopwatch.GetTimestamp();
        server.Terminate();
        IReadOnlyDictionary<int, int> codes = load.End(Limit);
        TimeSpan last = Stopwatch.GetElapsedTime(began);
        bool exited = server.WaitForExit(Limit);
        TimeSpan exit = Stopwatch.GetElapsedTime(began);

        Console.WriteLine($"{count} connections{(tls ? " over TLS" : "")}, {before} echoes before SIGTERM and {load.Echoes - before} after it; {Machine.Describe()}");
        foreach ((int code, int connections) in codes.OrderBy(pair => pair.Key)) Console.WriteLine($"close code {code}: {connections}");
        Console.WriteLine($"the last connection ended after {last.TotalSeconds:0.00} s, the process {(exited ? $"after {exit.TotalSeconds:0.00} s" : "did not end")}");
        if (codes.GetValueOrDefault(1001) != count || !exited) throw new InvalidOperationException("Not every connection got 1001.");
    }
}
