using System.Globalization;

namespace Zzz.Bench.Soak;

/// <summary>The length and the load of a soak test.</summary>
internal sealed record SoakOptions(int Connections = 20_000, int ChurnPerSecond = 500, int Minutes = 5, bool IsTuned = false)
{
    public static SoakOptions Parse(string[] args)
    {
        var options = new SoakOptions();
        if (args.Length % 2 != 0) throw Misused();
        foreach (string[] pair in args.Chunk(2)) options = options.With(pair[0], pair[1]);
        return options;
    }

    private SoakOptions With(string name, string value) => name switch
    {
        "--connections" => this with { Connections = int.Parse(value, CultureInfo.InvariantCulture) },
        "--churn" => this with { ChurnPerSecond = int.Parse(value, CultureInfo.InvariantCulture) },
        "--minutes" => this with { Minutes = int.Parse(value, CultureInfo.InvariantCulture) },
        "--server" => this with { IsTuned = value == "zzz-tuned" },
        _ => throw Misused(),
    };

    private static ArgumentException Misused() => new("soak [--connections 20000] [--churn 500] [--minutes 5] [--server zzz|zzz-tuned]");
}
