using System.Diagnostics;
using System.Numerics;

namespace Zzz.Bench.Load;

/// <summary>
/// Counts times in buckets whose width is 3 % of their value. Adding a time takes nanoseconds, and the memory does not grow with the number of times.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int StepsPerDoubling = 32;

    private readonly long[] _counts = new long[64 * StepsPerDoubling];

    /// <summary>Adds <paramref name="count"/> times of <paramref name="ticks"/> ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks, int count = 1) => _counts[BucketOf((ulong)Math.Max(ticks, 1))] += count;

    public void Clear() => Array.Clear(_counts);

    /// <summary>Returns the time, in microseconds, that this fraction of all times does not exceed.</summary>
    public double Quantile(double part)
    {
        long left = (long)Math.Ceiling(part * _counts.Sum());
        int bucket = 0;
        while (bucket < _counts.Length - 1 && (left -= _counts[bucket]) > 0) bucket++;
        return UpperBoundOf(bucket) * 1e6 / Stopwatch.Frequency;
    }

    private static int BucketOf(ulong value)
    {
        int doubling = BitOperations.Log2(value);
        int shift = Math.Max(doubling - 5, 0);
        return (doubling * StepsPerDoubling) + (int)((value >> shift) & (StepsPerDoubling - 1));
    }

    private static double UpperBoundOf(int bucket)
    {
        (int doubling, int step) = Math.DivRem(bucket, StepsPerDoubling);
        return doubling < 5 ? step + 1 : Math.ScaleB(1 + ((step + 1.0) / StepsPerDoubling), doubling);
    }
}
