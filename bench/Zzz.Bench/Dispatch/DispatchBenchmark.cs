using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Zzz.Bench.Dispatch;

/// <summary>Measures what the generated session adds to the call of a handler.</summary>
internal static class DispatchBenchmark
{
    private static readonly IConfig Config = ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(new InProcessEmitToolchain(logOutput: false))
            .WithIterationTime(TimeInterval.FromMilliseconds(100))
            .WithWarmupCount(5)
            .WithIterationCount(15))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "Zzz.Bench"));

    public static void Run(string[] args)
    {
        Summary summary = BenchmarkRunner.Run<Echo>(Config);
        MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);

        BenchmarkReport handler = summary.Reports.Single(report => summary.IsBaseline(report.BenchmarkCase));
        BenchmarkReport session = summary.Reports.Single(report => report != handler);
        Console.WriteLine(
            $"The session adds {Time(session) - Time(handler):F1} ns and {Bytes(session) - Bytes(handler)} bytes to a call by hand (target: at most 60 ns and 0 bytes).");
    }

    private static double Time(BenchmarkReport report) =>
        report.ResultStatistics?.Median ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} did not run.");

    private static long Bytes(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
}
