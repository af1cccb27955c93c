using System.Diagnostics;
using Zzz.Bench.Load;
using Zzz.Bench.Servers;

namespace Zzz.Bench.Scenarios;

/// <summary>Reads the clocks around a load that is already running.</summary>
internal static class Meter
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(30);

    public static Sample Measure(ServerProcess server, Func<TimeSpan, long> run, LatencyHistogram latency, TimeSpan time)
    {
        run(WarmUp);
        long? allocated = server.AllocatedBytes;
        long settled = run(Settle); // messages that queued up while the server was asked must not count
        latency.Clear();

        long began = Stopwatch.GetTimestamp();
        long cpu = server.CpuNanoseconds;
        TimeSpan load = Environment.CpuUsage.TotalTime;
        long count = run(time);
        load = Environment.CpuUsage.TotalTime - load;
        cpu = server.CpuNanoseconds - cpu;
        if (count == 0) throw new IOException("Nothing came back in time.");
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;

        allocated = server.AllocatedBytes - allocated;
        return new Sample(
            Cost: cpu / 1e3 / count,
            PerSecond: count / seconds,
            P50: latency.Quantile(0.5),
            P99: latency.Quantile(0.99),
            P999: latency.Quantile(0.999),
            Allocated: (double?)allocated / (count + settled),
            LoadCost: load.TotalMicroseconds / count);
    }
}
