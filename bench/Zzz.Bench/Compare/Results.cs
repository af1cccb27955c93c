using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>The samples of all rounds so far.</summary>
internal sealed class Results(CompareOptions options)
{
    private readonly Dictionary<(Scenario, Server), Dictionary<int, Sample>> _samples = [];

    public CompareOptions Options { get; } = options;

    /// <summary>How many rounds have been measured.</summary>
    public int Rounds { get; private set; }

    public void Add(int round, Scenario scenario, Server server, Sample sample)
    {
        Rounds = round;
        if (!_samples.TryGetValue((scenario, server), out Dictionary<int, Sample>? samples)) _samples[(scenario, server)] = samples = [];
        samples[round] = sample;
    }

    public bool Has(Scenario scenario, Server server) => _samples.ContainsKey((scenario, server));

    /// <summary>Returns the median of a figure over all rounds.</summary>
    public double Median(Scenario scenario, Server server, Func<Sample, double> figure) =>
        Ratio.MedianOf([.. _samples[(scenario, server)].Values.Select(figure)]);

    public bool CountsAllocations(Scenario scenario, Server server) => _samples[(scenario, server)].Values.First().Allocated is not null;

    /// <summary>Returns the cost relative to that of the scenario's baseline in the same rounds, or <see langword="null"/> if no round has both.</summary>
    public Ratio? RatioOf(Scenario scenario, Server server)
    {
        double[] ratios =
        [
            .. from mine in SamplesOf(scenario, server.Name)
               join others in SamplesOf(scenario, scenario.Baseline) on mine.Key equals others.Key
               select mine.Value.Cost / others.Value.Cost,
        ];
        return ratios.Length == 0 ? null : Ratio.Of(ratios);
    }

    private Dictionary<int, Sample> SamplesOf(Scenario scenario, string server) =>
        _samples.FirstOrDefault(cell => cell.Key.Item1 == scenario && cell.Key.Item2.Name == server).Value ?? [];
}
