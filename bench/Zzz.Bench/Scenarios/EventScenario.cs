using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>Named events that carry a JSON object, each of which gets a reply that carries the same object.</summary>
internal sealed record EventScenario(string Name, string Summary, Payload Payload, int Connections, int InFlight) : Scenario(Name, Summary)
{
    /// <summary>The path, with the serializer's version, which servers other than Zzz ignore.</summary>
    private const string Path = "/events?vsn=2.0.0";

    public override string Baseline => "signalr";

    /// <summary>The code that SignalR needs is already warm after the echoes, but the code for channels is first used here.</summary>
    public override TimeSpan WarmUp => TimeSpan.FromSeconds(8);

    public override bool Suits(Server server) => server.Events is not null;

    public override Sample Measure(ServerProcess server, TimeSpan time)
    {
        Dialect dialect = server.Server.Events!;
        EchoCheck.Run(server, dialect, Path, Payload);
        FrameTape tape = Payload.TapeFor(dialect, DeflateMode.None, InFlight, publishes: false);
        using var load = new EchoLoad(Audience.Open(server, dialect, Path, Connections, DeflateMode.None), tape, dialect, InFlight);
        return Meter.Measure(server, load.Run, load.Latency, time);
    }
}
