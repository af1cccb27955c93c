using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>What Zzz aims at in a scenario: a cost of at most so much in relation to another server's.</summary>
internal sealed record Target(string Scenario, string Server, double AtMost, string Against = "aspnetcore")
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
        new("idle", "zzz", 0.75),
    ];

    public bool WasMeasured(Results results) => results.Options.Scenarios.Any(scenario => scenario.Name == Scenario)
        && ((string[])[Server, Against]).All(name => results.Options.Servers.Any(server => server.Name == name));

    public Ratio RatioIn(Results results) => results.RatioTo(results.Options.Scenarios.Single(scenario => scenario.Name == Scenario), Find(Server), Find(Against));

    private static IEnumerable<Target> OneInFlight(params string[] scenarios) =>
        scenarios.SelectMany(scenario => (Target[])[new(scenario, "zzz", 0.85), new(scenario, "zzz-tuned", 0.65)]);

    private static Server Find(string name) => KnownServers.All.Single(server => server.Name == name);
}
