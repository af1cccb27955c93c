using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>Named events that carry an object of JSON, and a reply to each that carries it back.</summary>
internal sealed record EventScenario(string Name, string Summary, int Connections, int InFlight) : Scenario(Name, Summary)
{
    private static readonly byte[] ChatMessage =
        [.. """{"id":4711,"room":"lobby","author":"Ada Lovelace","text":"the quick brown fox jumps over the lazy dog","likes":42}"""u8];

    public override string Baseline => "signalr";

    public override bool Suits(Server server) => server.Events is not null;

    public override Sample Measure(ServerProcess server, TimeSpan time)
    {
        Dialect dialect = server.Server.Events!;
        FrameTape tape = FrameTape.Repeat(ClientFrame.Text(dialect.Request(ChatMessage, publishes: false)), InFlight);
        using var load = new EchoLoad(Audience.Open(server, dialect, "/events?vsn=2.0.0", Connections, Deflate.None), tape, dialect, InFlight);
        return Meter.Measure(server, load.Run, load.Latency, time);
    }
}
