using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>A target for Zzz in a scenario: the highest cost it may have relative to the baseline.</summary>
internal sealed record Target(string ScenarioName, string ServerName, double AtMost)
{
    public static Target[] All { get; } =
    [
        .. OneInFlight("16-c64-x1", "16-c500-x1", "128-c64-x1", "128-c500-x1"),
        new("128-c64-x16", "zzz", 0.60),
        new("128-c64-x16", "zzz-tuned", 0.40),
        new("1k-c64-x16", "zzz-tuned", 0.45),
        new("16k-c64-x1", "zzz-tuned", 0.45),
        new("16k-c64-x16", "zzz-tuned", 0.45),
        new("1m-c8-x1", "zzz-tuned", 0.40),
        new("broadcast", "zzz", 0.85),
        new("broadcast-x16", "zzz", 0.55),
        new("deflate-c64-x1", "zzz", 0.60),
        new("deflate-c64-x16", "zzz", 0.60),
        .. Both("event-c64-x1", 0.75),
        .. Both("event-c64-x16", 0.40),
        new("idle", "zzz", 0.75),
    ];

    public Scenario Scenario => KnownScenarios.All.Single(scenario => scenario.Name == ScenarioName);

    public Server Server => KnownServers.All.Single(server => server.Name == ServerName);

    private static IEnumerable<Target> OneInFlight(params string[] scenarios) =>
        scenarios.SelectMany(scenario => (Target[])[new(scenario, "zzz", 0.85), new(scenario, "zzz-tuned", 0.65)]);

    private static Target[] Both(string scenario, double atMost) => [new(scenario, "zzz", atMost), new(scenario, "zzz-tuned", atMost)];
}
