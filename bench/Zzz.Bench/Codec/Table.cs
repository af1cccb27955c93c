namespace Zzz.Bench.Codec;

/// <summary>Prints measurements as a table.</summary>
internal static class Table
{
    public static void Print(string title, Measurement[] measurements, Measurement baseline, double messageSize)
    {
        Console.WriteLine();
        Console.WriteLine($"## {title}");
        Console.WriteLine($"| {"",-34} | {"µs",8} | {"ratio (spread)",-20} | {"bytes",8} | {"of size",7} |");
        Console.WriteLine($"|{new string('-', 36)}|{new string('-', 9)}:|{new string('-', 22)}|{new string('-', 9)}:|{new string('-', 8)}:|");
        foreach (Measurement m in measurements)
            Console.WriteLine($"| {m.Name,-34} | {m.Median,8:F2} | {m.RatioTo(baseline),-20} | {m.Size,8:F0} | {m.Size / messageSize,7:F3} |");
    }
}
