using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>Messages that the server sends back.</summary>
internal sealed record EchoScenario(string Name, string Summary, Payload Payload, int Connections, int InFlight) : Scenario(Name, Summary)
{
    public override Sample Measure(ServerProcess server, TimeSpan time)
    {
        EchoCheck.Run(server, server.Server.Dialect, "/echo", Payload);
        FrameTape tape = Payload.TapeFor(server.Server.Dialect, Deflate, InFlight, publishes: false);
        using var load = new EchoLoad(Audience.Open(server, "/echo", Connections, Deflate), tape, server.Server.Dialect, InFlight);
        return Meter.Measure(server, load.Run, load.Latency, time);
    }
}
