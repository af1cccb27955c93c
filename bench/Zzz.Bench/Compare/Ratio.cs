namespace Zzz.Bench.Compare;

/// <summary>The ratio of two costs over several rounds.</summary>
internal readonly record struct Ratio(double Median, double Least, double Most)
{
    public static Ratio Of(IEnumerable<double> rounds)
    {
        double[] ratios = [.. rounds];
        return new Ratio(MedianOf(ratios), ratios.Min(), ratios.Max());
    }

    public static double MedianOf(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public override string ToString() => $"{Median:F2} ({Least:F2}–{Most:F2})";
}
