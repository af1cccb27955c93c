using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>One kind of load.</summary>
/// <param name="Name">The name on the command line and in the tables.</param>
/// <param name="Summary">A description for the reader.</param>
internal abstract record Scenario(string Name, string Summary)
{
    public DeflateMode Deflate { get; init; }

    /// <summary>Whether each measurement needs a new server process, because it measures the process rather than messages.</summary>
    public virtual bool NeedsNewProcess => false;

    /// <summary>The server with which the others are compared.</summary>
    public virtual string Baseline => KnownServers.All[0].Name;

    /// <summary>The summary, with the baseline if it is not the usual one.</summary>
    public string Title => Baseline == KnownServers.All[0].Name ? Summary : $"{Summary} (against {Baseline})";

    /// <summary>The shortest time of a measurement, for scenarios in which one message takes long.</summary>
    public TimeSpan LeastTime { get; init; }

    /// <summary>The shortest time of the first round, which is not counted, so that the JIT can compile.</summary>
    public virtual TimeSpan WarmUp => TimeSpan.FromSeconds(1);

    public virtual bool Suits(Server server) => Deflate == DeflateMode.None || server.Compresses;

    /// <summary>Measures a running server for about the given time.</summary>
    public abstract Sample Measure(ServerProcess server, TimeSpan time);
}
