using System.Globalization;
using System.Text;
using Zzz.Bench.Linux;
using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>Formats the tables of a comparison as Markdown.</summary>
internal static class Tables
{
    public static string Of(Results results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Describe()}. {results.Rounds} interleaved rounds of {results.Options.Time.TotalSeconds:0.##} s per cell.\n\n");
        AddRatios(text, results);
        AddTargets(text, results);
        AddFigures(text, results);
        return text.ToString();
    }

    private static void AddRatios(StringBuilder text, Results results)
    {
        Server[] servers = results.Options.Servers;
        text.Append("## Ratios\n\nCost in relation to ").Append(servers[0].Name).Append(", or to the server that a row names, in the same round: median (least–most).\n\n");
        AddRow(text, ["scenario", .. servers[1..].Select(server => server.Name)]);
        AddRow(text, Enumerable.Repeat("---", servers.Length));
        foreach (Scenario scenario in results.Options.Scenarios)
            AddRow(text, [scenario.Title, .. servers[1..].Select(server => CellOf(results, scenario, server))]);
    }

    private static string CellOf(Results results, Scenario scenario, Server server) =>
        server.Name == scenario.Baseline ? "1" : results.RatioOf(scenario, server)?.ToString() ?? "–";

    private static void AddTargets(StringBuilder text, Results results)
    {
        (Target Target, Ratio? Ratio)[] measured =
            [.. Target.All.Select(target => (target, results.RatioOf(target.Scenario, target.Server))).Where(row => row.Item2 is not null)];
        if (measured.Length == 0) return;
        text.Append("\n## Targets\n\nThe most that a scenario may cost in relation to its baseline:\n\n");
        AddRow(text, ["scenario", "server", "against", "at most", "measured", ""]);
        AddRow(text, Enumerable.Repeat("---", 6));
        foreach ((Target target, Ratio? ratio) in measured)
        {
            string verdict = ratio!.Value.Median <= target.AtMost ? "met" : "**missed**";
            AddRow(text, [target.Scenario.Name, target.Server.Name, target.Scenario.Baseline, $"{target.AtMost:F2}", $"{ratio}", verdict]);
        }
    }

    private static void AddFigures(StringBuilder text, Results results)
    {
        text.Append("\n## All figures\n\n");
        AddRow(text, ["scenario", "server", "server CPU, µs", "per second", "p50, µs", "p99, µs", "p99.9, µs", "allocated, B", "load CPU, µs"]);
        AddRow(text, Enumerable.Repeat("---", 9));
        foreach (Scenario scenario in results.Options.Scenarios)
        {
            foreach (Server server in results.Options.Servers.Where(server => results.Has(scenario, server)))
                AddRow(text, [scenario.Name, server.Name, .. FiguresOf(results, scenario, server)]);
        }
    }

    private static IEnumerable<string> FiguresOf(Results results, Scenario scenario, Server server)
    {
        string Figure(Func<Sample, double> figure, string format) => results.Median(scenario, server, figure).ToString(format, CultureInfo.InvariantCulture);
        if (scenario is IdleScenario) return [Figure(sample => sample.Cost, "0.0 KiB RAM"), "", "", "", "", "", ""];
        return
        [
            Figure(sample => sample.Cost, "0.00"),
            Figure(sample => sample.PerSecond, "N0"),
            Figure(sample => sample.P50, "N0"),
            Figure(sample => sample.P99, "N0"),
            Figure(sample => sample.P999, "N0"),
            results.CountsAllocations(scenario, server) ? Figure(sample => sample.Allocated!.Value, "N0") : "–",
            Figure(sample => sample.LoadCost, "0.00"),
        ];
    }

    private static void AddRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
