namespace Zzz.Bench.Cluster;

/// <summary>
/// Runs paced loads in turns. The subscribers stay until the end, because a node unsubscribes from topics half a minute after its clients have left,
/// which would count as a cost of the next load.
/// </summary>
internal sealed class LoadRounds : IDisposable
{
    private readonly ClusterOptions _options;
    private readonly List<IDisposable> _open = [];

    public LoadRounds(ClusterOptions options)
    {
        _options = options;
        ClusterTable.Header(["load", "", .. ClusterSample.Columns.Select(column => column.Name), "node CPU, of the first"]);
    }

    /// <summary>Runs loads in turns, and prints their costs.</summary>
    public void Compare((string Name, ClusterScenario Scenario, Fleet Fleet, TopicDialect Dialect)[] contenders)
    {
        PacedLoad[] loads = [.. contenders.Select(one => Open(one.Scenario, one.Fleet, one.Dialect))];
        ClusterSample[][] samples = [.. loads.Select(_ => new ClusterSample[_options.Rounds])];
        foreach (Fleet fleet in contenders.Select(one => one.Fleet).Distinct()) fleet.Settle();
        for (int round = -_options.WarmUps; round < _options.Rounds; round++)
        {
            for (int turn = 0; turn < loads.Length; turn++)
            {
                int i = (turn + round + _options.WarmUps) % loads.Length;
                ClusterSample sample = loads[i].Run(_options.Time, contenders[i].Scenario.PerSecond);
                if (round >= 0) samples[i][round] = sample; // in the first rounds, the JIT compiles
            }
        }

        for (int i = 0; i < contenders.Length; i++) Print(contenders[i].Scenario.Name, contenders[i].Name, samples[i], samples[0]);
        if (contenders[0].Scenario.HasOneTopic) Dispose(); // one topic costs nothing to leave, and sockets are limited
    }

    public void Dispose()
    {
        foreach (IDisposable one in _open) one.Dispose();
        _open.Clear();
    }

    private PacedLoad Open(ClusterScenario scenario, Fleet fleet, TopicDialect dialect)
    {
        var publishers = new Publishers(fleet, dialect);
        var load = new PacedLoad(fleet, dialect.Dialect, scenario.Open(fleet, dialect), i => scenario.Publish(publishers, i), scenario.Audience);
        _open.AddRange([publishers, load]);
        return load;
    }

    private static void Print(string scenario, string contender, ClusterSample[] samples, ClusterSample[] first) => ClusterTable.Row(
        [
            scenario,
            contender,
            .. ClusterSample.Columns.Select(column => ClusterTable.Figure(samples.Select(column.Value))),
            ClusterTable.Figure(samples.Zip(first, (mine, others) => mine.Node / others.Node)),
        ]);
}
