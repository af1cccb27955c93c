using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>Messages that go to many subscribers. Each delivery counts.</summary>
internal sealed record BroadcastScenario(string Name, string Summary, Payload Payload, int Subscribers, int Burst) : Scenario(Name, Summary)
{
    private static readonly TimeSpan UntilAllSubscribed = TimeSpan.FromMilliseconds(500);

    public override Sample Measure(ServerProcess server, TimeSpan time)
    {
        Dialect dialect = server.Server.Dialect;
        FrameTape tape = Payload.TapeFor(dialect, DeflateMode.None, Burst, publishes: true);
        ClientConnection[] subscribers = Audience.Open(server, "/subscribe", Subscribers, Deflate);
        ClientConnection publisher = Audience.Open(server, "/publish", 1, DeflateMode.None)[0];
        using var load = new BroadcastLoad(publisher, subscribers, tape, dialect, Burst);
        Thread.Sleep(UntilAllSubscribed);
        return Meter.Measure(server, load.Run, load.Latency, time);
    }
}
