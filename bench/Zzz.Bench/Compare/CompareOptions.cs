using System.Globalization;
using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>The servers and scenarios to compare, and how long to measure each.</summary>
internal sealed record CompareOptions
{
    public Server[] Servers { get; private init; } = KnownServers.All;

    public Scenario[] Scenarios { get; private init; } = KnownScenarios.All;

    public int Rounds { get; private init; } = 5;

    public TimeSpan Time { get; private init; } = TimeSpan.FromSeconds(0.5);

    public string Output { get; private init; } = Path.Combine(Repository.Root, "artifacts", "bench");

    public string? Page { get; private init; }

    public static CompareOptions Parse(string[] args)
    {
        if (args.Length % 2 != 0) throw Misused();
        var options = new CompareOptions();
        foreach (string[] pair in args.Chunk(2)) options = options.With(pair[0], pair[1]);
        return options with { Servers = [.. options.Servers.Where(IsInstalled)] };
    }

    private CompareOptions With(string name, string value) => name switch
    {
        "--servers" => this with { Servers = [.. KnownServers.All.Where(server => server == KnownServers.All[0] || value.Split(',').Contains(server.Name))] },
        "--scenarios" => this with { Scenarios = [.. KnownScenarios.All.Where(scenario => value.Split(',').Any(scenario.Name.StartsWith))] },
        "--rounds" => this with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--seconds" => this with { Time = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)) },
        "--output" => this with { Output = value },
        "--into" => this with { Page = value },
        _ => throw Misused(),
    };

    private static bool IsInstalled(Server server)
    {
        if (server.Missing is not null) Console.WriteLine($"{server.Name} is left out: it is not installed ({server.Missing}).");
        return server.Missing is null;
    }

    private static ArgumentException Misused() => new(
        $"""
        compare [options]
          --servers NAME,…     aspnetcore and some of: {string.Join(", ", KnownServers.All.Select(server => server.Name))}
          --scenarios NAME,…   those whose names begin so, of:
              {string.Join("\n      ", KnownScenarios.All.Select(scenario => $"{scenario.Name,-22} {scenario.Summary}"))}
          --rounds N           5
          --seconds N          0.5, for each measurement
          --output FOLDER      artifacts/bench, for compare.md and compare.svg
          --into FILE          also puts both into a page, between its marks
        """);
}
