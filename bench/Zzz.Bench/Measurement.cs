namespace Zzz.Bench;

/// <summary>What one contender took in each round.</summary>
/// <param name="Name">Of the contender.</param>
/// <param name="Times">Microseconds per message, by round.</param>
/// <param name="Size">Mean size of what came out, in bytes.</param>
internal sealed record Measurement(string Name, double[] Times, double Size)
{
    public double Median => Quantile(Times, 0.5);

    /// <summary>How long this took in terms of <paramref name="other"/>: median, and the tenth and ninetieth percentile of the rounds.</summary>
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
