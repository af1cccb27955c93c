using System.Diagnostics;
using Zzz.Bench.Linux;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Soak;

/// <summary>Runs many connections for minutes, with churn, echoes and broadcasts at the same time, to find leaks and lost messages.</summary>
internal static class SoakBenchmark
{
    private const int EchoesPerSecond = 4_000;
    private const double BroadcastsPerSecond = 2;

    public static void Run(string[] args)
    {
        var options = SoakOptions.Parse(args);
        OpenFiles.Allow(options.Connections + 500);
        Processors.PinLoad();
        var tally = new SoakTally();
        using var server = ServerProcess.Start(KnownServers.All.Single(server => server.Name == (options.IsTuned ? "zzz-tuned" : "zzz")), DeflateMode.None);
        using var crowd = new SoakCrowd(server, tally);
        for (int i = 0; i < options.Connections; i++) crowd.Enter();

        Console.WriteLine($"{server.Server.Name}: {options.Connections} connections, {options.ChurnPerSecond} come and go per second; {Machine.Describe()}");
        Console.WriteLine("| s | RSS, MiB | managed heap after GC, MiB | echoes | broadcasts delivered | connections opened |\n|---|---|---|---|---|---|");
        Talk(options, server, crowd, tally);
        Settle(crowd);
        crowd.JudgeEnd();
        Empty(crowd);
        Report(server, tally);
    }

    private static void Talk(SoakOptions options, ServerProcess server, SoakCrowd crowd, SoakTally tally)
    {
        long began = Stopwatch.GetTimestamp();
        Pace[] paces =
        [
            new(EchoesPerSecond, crowd.Talk),
            new(BroadcastsPerSecond, crowd.Publish),
            new(options.ChurnPerSecond, crowd.Leave),
            new(options.ChurnPerSecond, () => EnterIfRoom(options, crowd)),
            new(perSecond: 0.1, () => Sample(began, server, tally)),
        ];
        while (Stopwatch.GetElapsedTime(began).TotalMinutes < options.Minutes)
        {
            foreach (Pace pace in paces) pace.CatchUp();
            crowd.Listen(milliseconds: 1);
        }
    }

    /// <summary>Opens a connection if there is room. A client that leaves takes up room until its handshake is over.</summary>
    private static void EnterIfRoom(SoakOptions options, SoakCrowd crowd)
    {
        if (crowd.Connected < options.Connections) crowd.Enter();
    }

    private static void Sample(long began, ServerProcess server, SoakTally tally)
    {
        double heap = server.Collect()!.Value / 1048576.0;
        Console.WriteLine(
            $"| {Stopwatch.GetElapsedTime(began).TotalSeconds:0} | {server.ResidentBytes / 1048576.0:0.0} | {heap:0.0} | {tally.Echoes:N0} | {tally.Broadcasts:N0} | {tally.Opened:N0} |");
    }

    private static void Settle(SoakCrowd crowd)
    {
        for (long began = Stopwatch.GetTimestamp(); !crowd.IsSettled && Stopwatch.GetElapsedTime(began).TotalSeconds < 30;) crowd.Listen(milliseconds: 10);
    }

    private static void Empty(SoakCrowd crowd)
    {
        while (crowd.Staying > 0) crowd.Leave();
        for (long began = Stopwatch.GetTimestamp(); crowd.Connected > 0 && Stopwatch.GetElapsedTime(began).TotalSeconds < 30;) crowd.Listen(milliseconds: 10);
    }

    private static void Report(ServerProcess server, SoakTally tally)
    {
        for (int i = 0; i < 100 && server.Ask("/soak/open") > 0; i++) Thread.Sleep(100);
        long opened = server.Ask("/soak/opened");
        long closed = server.Ask("/soak/closed");
        long twice = server.Ask("/soak/closed-twice");
        Console.WriteLine($"lost {tally.Lost}, doubled {tally.Doubled}, connections ended by the server {tally.Ended}");
        Console.WriteLine($"opened {tally.Opened}; OnOpen {opened}, OnClose {closed}, OnClose twice {twice}");
        if (!tally.IsClean || opened != tally.Opened || closed != opened || twice > 0) throw new InvalidOperationException("The soak failed.");
    }
}
