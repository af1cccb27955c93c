using System.Diagnostics;
using System.Globalization;
using Zzz.Bench.Linux;
using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Shutdown;

/// <summary>SIGTERM while many connections echo: how each of them ends, and how long it takes.</summary>
internal static class ShutdownBenchmark
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static void Run(string[] args)
    {
        int count = args is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 5_000;
        OpenFiles.Allow(count + 500);
        Processors.PinLoad();
        using var server = ServerProcess.Start(KnownServers.All.Single(server => server.Name == "zzz"), DeflateMode.None);
        using var load = new LastingLoad(Audience.Open(server, "/echo", count, DeflateMode.None));
        load.RunUntil(() => false, TimeSpan.FromSeconds(2));
        long before = load.Echoes;

        long began = Stopwatch.GetTimestamp();
        server.Terminate();
        load.RunUntil(() => load.IsOver, Limit);
        TimeSpan last = Stopwatch.GetElapsedTime(began);
        bool exited = server.WaitForExit(Limit);
        TimeSpan exit = Stopwatch.GetElapsedTime(began);

        Console.WriteLine($"{count} connections, {before} echoes before SIGTERM and {load.Echoes - before} after it; {Machine.Describe()}");
        foreach ((int code, int connections) in load.Codes.OrderBy(pair => pair.Key)) Console.WriteLine($"close code {code}: {connections}");
        Console.WriteLine($"the last connection ended after {last.TotalSeconds:0.00} s, the process {(exited ? $"after {exit.TotalSeconds:0.00} s" : "did not end")}");
        if (load.Codes.GetValueOrDefault(1001) != count || !exited) throw new InvalidOperationException("Not every connection got 1001.");
    }
}
