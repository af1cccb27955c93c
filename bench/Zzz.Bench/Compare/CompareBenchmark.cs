using System.Net.Sockets;
using Zzz.Bench.Linux;
using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>Compares Zzz with other servers: each scenario runs on each server, in turns, for several rounds.</summary>
internal static class CompareBenchmark
{
    public static void Run(string[] args)
    {
        var options = CompareOptions.Parse(args);
        OpenFiles.Allow(10_000);
        Processors.PinLoad();
        var results = new Results(options);
        var progress = new Progress(Enumerable.Range(0, options.Rounds + 1).Sum(round => CellsOf(options, round).Count()));
        using var servers = new RunningServers();
        for (int round = 0; round <= options.Rounds; round++)
        {
            Measure(round, results, servers, progress);
            if (round > 0) Report.Save(results); // so that an interrupted comparison keeps the rounds that are complete
        }

        Report.Write(results);
    }

    private static void Measure(int round, Results results, RunningServers servers, Progress progress)
    {
        foreach ((Scenario scenario, Server server) in CellsOf(results.Options, round))
        {
            TimeSpan least = round == 0 ? scenario.WarmUp : scenario.LeastTime;
            Sample? sample = TryMeasure(scenario, server, servers, results.Options.Time > least ? results.Options.Time : least);
            progress.Tell($"round {round}, {scenario.Name,-22} {server.Name,-21} {sample?.Cost,8:0.00}");
            if (round > 0 && sample is not null) results.Add(round, scenario, server, sample);
        }
    }

    /// <summary>
    /// Returns the pairs to measure in a round. Scenarios that need a new process are left out of the first round, which only warms servers up.
    /// </summary>
    private static IEnumerable<(Scenario Scenario, Server Server)> CellsOf(CompareOptions options, int round) =>
        from scenario in options.Scenarios
        where round > 0 || !scenario.NeedsNewProcess
        from server in options.Servers
        where scenario.Suits(server)
        select (scenario, server);

    private static Sample? TryMeasure(Scenario scenario, Server server, RunningServers servers, TimeSpan time)
    {
        try
        {
            return Measure(scenario, server, servers, time);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            Console.Error.WriteLine($"{scenario.Name} on {server.Name}: {failure.Message}");
            return null;
        }
    }

    private static Sample Measure(Scenario scenario, Server server, RunningServers servers, TimeSpan time)
    {
        if (!scenario.NeedsNewProcess) return scenario.Measure(servers.Get(server, scenario.Deflate), time);
        using var process = ServerProcess.Start(server, scenario.Deflate);
        return scenario.Measure(process, time);
    }
}
