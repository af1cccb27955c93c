using Zzz.Bench.Scenarios;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Compare;

/// <summary>The samples of all rounds.</summary>
internal sealed class Results(CompareOptions options)
{
    private readonly Dictionary<(Scenario, Server), List<Sample>> _samples = [];

    public CompareOptions Options { get; } = options;

    public void Add(Scenario scenario, Server server, Sample sample)
    {
        if (!_samples.TryGetValue((scenario, server), out List<Sample>? samples)) _samples[(scenario, server)] = samples = [];
        samples.Add(sample);
    }

    public bool Has(Scenario scenario, Server server) => _samples.ContainsKey((scenario, server));

    /// <summary>The median over the rounds of one figure.</summary>
    public double Median(Scenario scenario, Server server, Func<Sample, double> figure) => Ratio.MedianOf([.. _samples[(scenario, server)].Select(figure)]);

    public bool CountsAllocations(Scenario scenario, Server server) => _samples[(scenario, server)][0].Allocated is not null;

    /// <summary>The cost in relation to another server's in the same rounds.</summary>
    public Ratio RatioTo(Scenario scenario, Server server, Server other) =>
        Ratio.Of(_samples[(scenario, server)].Zip(_samples[(scenario, other)], (mine, others) => mine.Cost / others.Cost));
}
