using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>One kind of load.</summary>
/// <param name="Name">As the command line and the tables have it.</param>
/// <param name="Summary">What it does, for the reader.</param>
internal abstract record Scenario(string Name, string Summary)
{
    public DeflateMode Deflate { get; init; }

    /// <summary>A server that has no message for its process to be measured on begins with a new one.</summary>
    public virtual bool NeedsNewProcess => false;

    /// <summary>The server that others are set in relation to.</summary>
    public virtual string Baseline => KnownServers.All[0].Name;

    /// <summary>The summary, and what the figures relate to where that is not the usual.</summary>
    public string Title => Baseline == KnownServers.All[0].Name ? Summary : $"{Summary} (against {Baseline})";

    /// <summary>Where one message takes long, a measurement does, too.</summary>
    public TimeSpan LeastTime { get; init; }

    /// <summary>How long the first round, which is not counted, lasts at least: the JIT has its turn.</summary>
    public virtual TimeSpan WarmUp => TimeSpan.FromSeconds(1);

    public virtual bool Suits(Server server) => Deflate == DeflateMode.None || server.Compresses;

    /// <summary>Measures a running server for about so long.</summary>
    public abstract Sample Measure(ServerProcess server, TimeSpan time);
}
