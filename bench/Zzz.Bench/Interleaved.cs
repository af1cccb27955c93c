namespace Zzz.Bench;

/// <summary>
/// Times contenders in turns of a few milliseconds, so that other load on the machine affects all of them equally. The measure is the processor time
/// of the process, which other processes do not affect. Times are medians. Ratios are computed within each round, so their spread shows the remaining
/// noise.
/// </summary>
internal static class Interleaved
{
    /// <summary>The number of rounds after which the JIT has compiled all contenders.</summary>
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
                TimeSpan start = Environment.CpuUsage.TotalTime;
                for (int end = next[i] + batches[i]; next[i] < end; next[i]++)
                    bytes += contenders[i].Work(next[i]);
                if (round < 0)
                    continue;
                times[i][round] = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / batches[i];
                sizes[i] += (double)bytes / batches[i] / rounds;
            }
        }
        return [.. contenders.Select((contender, i) => new Measurement(contender.Name, times[i], sizes[i]))];
    }

    private static int BatchOf(Contender contender, ref int next)
    {
        const int trials = 5;
        const int stride = 16;
        int batch = 0;
        for (int trial = 0; trial < trials; trial++)
        {
            TimeSpan end = Environment.CpuUsage.TotalTime + Turn;
            for (batch = 0; Environment.CpuUsage.TotalTime < end; batch += stride)
            {
                for (int i = 0; i < stride; i++)
                    contender.Work(next++);
            }
        }
        return batch;
    }
}
