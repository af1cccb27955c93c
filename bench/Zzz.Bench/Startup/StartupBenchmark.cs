using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Zzz.Bench.Compare;
using Zzz.Bench.Linux;
using Zzz.Bench.Load;

namespace Zzz.Bench.Startup;

/// <summary>Measures how long an executable takes from its start to the first 101 response, and how much RAM it uses then.</summary>
internal static partial class StartupBenchmark
{
    private const int Runs = 15;

    public static void Run(string[] args)
    {
        string[] executables = args.Length > 0 ? args : [Path.Combine(Repository.Root, "artifacts", "native", "Echo", "Echo")];
        foreach (string executable in executables.Where(executable => !File.Exists(executable)))
            throw new ArgumentException($"{executable} is missing: dotnet publish samples/Echo -c Release -o artifacts/native/Echo");

        Console.WriteLine($"{Machine.Describe()}\n| executable | size, MiB | first 101, ms | RSS, MiB |\n|---|---|---|---|");
        foreach (string executable in executables)
        {
            (double Milliseconds, double Resident)[] runs = [.. Enumerable.Range(0, Runs).Select(_ => Start(executable))];
            double time = Ratio.MedianOf([.. runs.Select(run => run.Milliseconds)]);
            double memory = Ratio.MedianOf([.. runs.Select(run => run.Resident)]);
            Console.WriteLine($"| {Path.GetRelativePath(Repository.Root, executable)} | {new FileInfo(executable).Length / 1048576.0:0.0} | {time:0} | {memory:0.0} |");
        }
    }

    private static (double Milliseconds, double Resident) Start(string executable)
    {
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(executable, ["--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true })!;
        string? line;
        while ((line = process.StandardOutput.ReadLine()) is not null && !Address().IsMatch(line))
        {
        }

        using var connection = ClientConnection.Open(IPEndPoint.Parse(Address().Match(line!).Groups[1].Value), "/ws/echo");
        double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        double resident = ProcessMemory.Resident(process.Id) / 1048576.0;
        process.Kill();
        process.WaitForExit();
        return (milliseconds, resident);
    }

    [GeneratedRegex(@"Now listening on: http://(\S+)")]
    private static partial Regex Address();
}
