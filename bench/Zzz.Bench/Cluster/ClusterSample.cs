namespace Zzz.Bench.Cluster;

/// <summary>What one round has cost.</summary>
/// <param name="Node">Microseconds of processor time of all nodes, for each delivery.</param>
/// <param name="Redis">Microseconds of processor time of Redis, for each publish.</param>
/// <param name="Commands">Commands that Redis has carried out, also within scripts, for each publish.</param>
/// <param name="Bytes">Bytes to Redis, for each publish.</param>
internal sealed record ClusterSample(double Node, double Redis, double Commands, double Bytes)
{
    public static readonly (string Name, Func<ClusterSample, double> Value)[] Columns =
    [
        ("node µs per delivery", sample => sample.Node),
        ("Redis µs per publish", sample => sample.Redis),
        ("commands per publish, with those in scripts", sample => sample.Commands),
        ("bytes to Redis per publish", sample => sample.Bytes),
    ];
}
