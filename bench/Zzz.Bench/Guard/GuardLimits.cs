using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zzz.Bench.Guard;

/// <summary>The limits in <c>bench/guard.json</c>.</summary>
internal sealed class GuardLimits
{
    private static readonly string File = Path.Combine(Repository.Root, "bench", "guard.json");

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, GuardLimit> _limits;

    private GuardLimits(Dictionary<string, GuardLimit> limits) => _limits = limits;

    public static GuardLimits Read() => new(
        System.IO.File.Exists(File) ? JsonSerializer.Deserialize<Dictionary<string, GuardLimit>>(System.IO.File.ReadAllText(File), Options)! : []);

    /// <summary>Returns limits with new figures and the old tolerances. A new limit gets a tolerance that suits its kind.</summary>
    public GuardLimits With(Dictionary<string, double> figures) =>
        new(figures.ToDictionary(pair => pair.Key, pair => new GuardLimit(Math.Round(pair.Value, 2), ToleranceOf(pair.Key, pair.Value))));

    public void Write() => System.IO.File.WriteAllText(File, JsonSerializer.Serialize(_limits, Options) + "\n");

    /// <summary>Prints a line for each figure, and fails if one exceeds its limit or has none.</summary>
    public void Judge(Dictionary<string, double> figures)
    {
        string[] exceeded = [.. figures.Keys.Where(name => !(figures[name] <= MostOf(name)))];
        foreach ((string name, double figure) in figures)
            Console.WriteLine($"{(exceeded.Contains(name) ? "FAIL" : "ok  ")}  {name}: {figure:0.##} (at most {MostOf(name):0.##})");
        if (exceeded.Length > 0) throw new InvalidOperationException($"{exceeded.Length} of {figures.Count} figures exceed bench/guard.json. If that is meant: guard --update.");
    }

    private double MostOf(string name) => _limits.GetValueOrDefault(name)?.Most ?? double.NaN;

    private double ToleranceOf(string name, double figure) => _limits.GetValueOrDefault(name)?.Tolerance ?? name.Split(' ')[0] switch
    {
        "allocated" => 12, // half of the smallest object
        "system" => Math.Round(0.2 * figure, 2),
        _ => Math.Round(0.1 * figure),
    };
}
