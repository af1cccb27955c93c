using System.Diagnostics;

namespace Zzz.Bench;

/// <summary>
/// Times contenders in turns of a few milliseconds, so that whatever else the machine does meets all of them alike. Times are
/// medians; ratios are taken within each round, so their spread is what noise is left.
/// </summary>
internal static class Interleaved
{
    /// <summary>Long enough for the JIT to have done with all of them.</summary>
    private const int WarmUpRounds = 60;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(8);

    public static Measurement[] Run(IReadOnlyList<Contender> contenders, int rounds)
    {
        double[][] times = [.. contenders.Select(_ => new double[rounds])];
        double[] sizes = new double[contenders.Count];
        int[] next = new int[contenders.Count];
        int[] batches = [.. contenders.Select((contender, i) => BatchOf(contender, ref next[i]))];
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            for (int turn = 0; turn < contenders.Count; turn++)
            {
                int i = (turn + round + WarmUpRounds) % contenders.Count;
                long bytes = 0;
                long start = Stopwatch.GetTimestamp();
                for (int end = next[i] + batches[i]; next[i] < end; next[i]++)
                    bytes += contenders[i].Work(next[i]);
                if (round < 0)
                    continue;
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / batches[i];
                sizes[i] += (double)bytes / batches[i] / rounds;
            }
        }
        return [.. contenders.Select((contender, i) => new Measurement(contender.Name, times[i], sizes[i]))];
    }

    private static int BatchOf(Contender contender, ref int next)
    {
        const int trials = 5;
        int batch = 0;
        for (int trial = 0; trial < trials; trial++)
        {
            long start = Stopwatch.GetTimestamp();
            for (batch = 0; Stopwatch.GetElapsedTime(start) < Turn; batch++)
                contender.Work(next++);
        }
        return batch;
    }
}
