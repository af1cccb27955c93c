using System.Diagnostics;
using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>A client that opens a connection, closes it with a handshake, and opens the next.</summary>
internal sealed record ConnectScenario(string Name, string Summary) : Scenario(Name, Summary)
{
    public override Sample Measure(ServerProcess server, TimeSpan time)
    {
        var latency = new LatencyHistogram();
        return Meter.Measure(server, run => OpenAndClose(server, run, latency), latency, time);
    }

    private static long OpenAndClose(ServerProcess server, TimeSpan time, LatencyHistogram latency)
    {
        long count = 0;
        long began = Stopwatch.GetTimestamp();
        for (long now = began, next; Stopwatch.GetElapsedTime(began, now) < time; count++, now = next)
        {
            Audience.Open(server, "/echo", 1, DeflateMode.None)[0].Close();
            next = Stopwatch.GetTimestamp();
            latency.Add(next - now);
        }

        return count;
    }
}
