using System.Globalization;

namespace Zzz.Bench.Cluster;

/// <summary>Prints figures as medians, with the least and the greatest round.</summary>
internal static class ClusterTable
{
    public static string Figure(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{Text(sorted[sorted.Length / 2])} ({Text(sorted[0])}–{Text(sorted[^1])})");
    }

    public static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    public static void Header(params string[] cells)
    {
        Console.WriteLine();
        Row(cells);
        Console.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", cells.Length))}");
    }

    private static string Text(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.00", CultureInfo.InvariantCulture);
}
