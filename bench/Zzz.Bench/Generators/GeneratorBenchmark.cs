using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Zzz.Generators;

namespace Zzz.Bench.Generators;

/// <summary>
/// Measures how long the generator takes for each edit of one controller among many. The work runs on one thread, so the measure is the processor
/// time of the process, which other processes do not affect.
/// </summary>
internal static class GeneratorBenchmark
{
    /// <summary>The number of edits after which the JIT has compiled all the code that an edit runs.</summary>
    private const int WarmUpEdits = 200;

    public static void Run(string[] args)
    {
        int edits = args is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 100;
        var project = new EditedProject(controllers: 1000);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ZzzGenerator().AsSourceGenerator()], parseOptions: EditedProject.Parse);
        Console.WriteLine($"first run, cold: {Time():F0} ms, {Files(driver).Count} files");

        Print("signature", project.EditSignature);
        Print("body", project.EditBody);

        void Print(string what, Action<int> edit)
        {
            for (int i = 0; i < WarmUpEdits; i++) After(edit);
            (double Milliseconds, int Written)[] runs = [.. Enumerable.Range(0, edits).Select(_ => After(edit))];
            double[] times = [.. runs.Select(run => run.Milliseconds).Order()];
            string written = string.Join(" or ", runs.Select(run => run.Written).Distinct().Order());
            Console.WriteLine(
                $"edit of a {what}: median {times[edits / 2]:F1} ms, {times[0]:F1} to {times[^1]:F1} ms of {edits} edits after {WarmUpEdits} that did not count; {written} files written anew (target: under 100 ms)");
        }

        double Time()
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            driver = driver.RunGenerators(project.Compilation);
            return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        }

        (double Milliseconds, int Written) After(Action<int> edit)
        {
            edit(500);
            IReadOnlyDictionary<string, object> before = Files(driver);
            return (Time(), Files(driver).Count(file => !ReferenceEquals(file.Value, before.GetValueOrDefault(file.Key))));
        }
    }

    /// <summary>Returns the generated files. A file that was not written again is the same text object as before.</summary>
    private static Dictionary<string, object> Files(GeneratorDriver driver) =>
        driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(file => file.HintName, object (file) => file.SourceText);
}
