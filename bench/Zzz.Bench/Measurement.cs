namespace Zzz.Bench;

/// <summary>The times that one contender took, by round.</summary>
/// <param name="Name">The contender's name.</param>
/// <param name="Times">Microseconds per message, by round.</param>
/// <param name="Size">The mean size of the output, in bytes.</param>
internal sealed record Measurement(string Name, double[] Times, double Size)
{
    public double Median => Quantile(Times, 0.5);

    /// <summary>Returns the time relative to that of <paramref name="other"/>: the median, and the tenth and ninetieth percentiles of the rounds.</summary>
    public string RatioTo(Measurement other)
    {
        double[] ratios = [.. Times.Zip(other.Times, (mine, others) => mine / others)];
        return $"{Quantile(ratios, 0.5):F2} ({Quantile(ratios, 0.1):F2}–{Quantile(ratios, 0.9):F2})";
    }

    private static double Quantile(double[] values, double quantile)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(quantile * (sorted.Length - 1))];
    }
}
