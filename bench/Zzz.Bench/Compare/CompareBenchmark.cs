using Zzz.Bench.Linux;
using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>Zzz against its peers: each scenario on each server, in turns, several rounds.</summary>
internal static class CompareBenchmark
{
    public static void Run(string[] args)
    {
        var options = CompareOptions.Parse(args);
        OpenFiles.Allow(10_000);
        Processors.PinLoad();
        var results = new Results(options);
        using var servers = new RunningServers();

        // The first round is not counted: the JIT has its turn.
        for (int round = 0; round <= options.Rounds; round++)
        {
            foreach (Scenario scenario in options.Scenarios.Where(scenario => round > 0 || !scenario.NeedsNewProcess))
            {
                foreach (Server server in options.Servers.Where(scenario.Suits))
                {
                    Sample? sample = TryMeasure(scenario, server, servers, options.Time);
                    Console.Error.WriteLine($"round {round} of {options.Rounds}: {scenario.Name,-22} {server.Name,-21} {sample?.Cost,8:0.00}");
                    if (round > 0 && sample is not null) results.Add(scenario, server, sample);
                }
            }
        }

        Report.Write(results);
    }

    private static Sample? TryMeasure(Scenario scenario, Server server, RunningServers servers, TimeSpan time)
    {
        try
        {
            return Measure(scenario, server, servers, time);
        }
        catch (IOException failure)
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
