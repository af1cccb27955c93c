using System.Globalization;
using Zzz.Bench.Linux;
using Zzz.Bench.Load;
using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Guard;

/// <summary>
/// Compares the cost of a message with the figures committed in <c>bench/guard.json</c>. The figures are counts that do not depend on
/// time: allocations, system calls, instructions.
/// </summary>
internal static class GuardBenchmark
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(0.5);

    public static void Run(string[] args)
    {
        if (args is not ([] or ["--update"] or ["--peers"])) throw new ArgumentException("guard [--update | --peers]");
        Processors.PinLoad();
        if (args is ["--peers"])
        {
            PrintPeers();
            return;
        }

        var limits = GuardLimits.Read();
        Dictionary<string, double> figures = Measure();
        if (args.Length > 0) limits.With(figures).Write();
        else limits.Judge(figures);
    }

    private static Dictionary<string, double> Measure()
    {
        var figures = new Dictionary<string, double>();
        using var servers = new RunningServers();
        foreach (string name in (string[])["zzz", "zzz-tuned"])
        {
            Server server = KnownServers.All.Single(server => server.Name == name);
            foreach (string echo in (string[])["16-c64-x1", "128-c64-x16", "16k-c64-x1", "16k-c64-x16", "deflate-c64-x1"])
                figures[$"allocated bytes per message, {name}, {echo}"] = Allocated(server, servers, echo);
            AddCalls(figures, server, servers);
        }

        foreach (string payload in CoreEcho.Payloads.Keys)
            figures[$"instructions per message, protocol core, {payload}"] = Instructions.PerMessage(payload);
        return figures;
    }

    /// <summary>Prints the system calls of all servers. They have no limits.</summary>
    private static void PrintPeers()
    {
        var figures = new Dictionary<string, double>();
        using var servers = new RunningServers();
        foreach (Server server in KnownServers.All.Where(server => server.Missing is null)) AddCalls(figures, server, servers);
        foreach ((string name, double figure) in figures) Console.WriteLine($"{name}: {figure:0.##}");
    }

    private static void AddCalls(Dictionary<string, double> figures, Server server, RunningServers servers)
    {
        foreach ((string size, int inFlight) in (ReadOnlySpan<(string, int)>)[("128", 1), ("128", 16), ("16k", 1)])
            figures[$"system calls per message, {server.Name}, {size}, {inFlight} in flight"] = Calls(server, servers, size, inFlight);
    }

    private static double Allocated(Server server, RunningServers servers, string name)
    {
        Scenario scenario = KnownScenarios.All.Single(scenario => scenario.Name == name);
        ServerProcess process = servers.Get(server, scenario.Deflate);
        scenario.Measure(process, Time); // warms the server up
        return Enumerable.Range(0, 2).Min(_ => scenario.Measure(process, Time).Allocated!.Value);
    }

    private static double Calls(Server server, RunningServers servers, string size, int inFlight)
    {
        int unit = size.EndsWith('k') ? 1024 : 1;
        Payload payload = Payload.Binary(unit * int.Parse(size.TrimEnd('k'), CultureInfo.InvariantCulture));
        ServerProcess process = servers.Get(server, DeflateMode.None);
        FrameTape tape = payload.TapeFor(server.Dialect, DeflateMode.None, inFlight, publishes: false);
        using var load = new EchoLoad(Audience.Open(process, "/echo", 1, DeflateMode.None), tape, server.Dialect, inFlight);
        return SystemCalls.PerMessage(process, load);
    }
}
