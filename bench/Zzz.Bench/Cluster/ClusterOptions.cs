using System.Globalization;

namespace Zzz.Bench.Cluster;

/// <summary>The length and the size of a comparison of clusters.</summary>
internal sealed record ClusterOptions(int Rounds = 5, double Seconds = 3, int Scale = 1, string Rows = "abcdefj")
{
    /// <summary>The number of rounds after which the JIT has compiled what counts.</summary>
    public int WarmUps { get; } = 4;

    public TimeSpan Time => TimeSpan.FromSeconds(Seconds);

    /// <summary>Connections on each of the three servers.</summary>
    public int PerServer => 1000 / Scale;

    public int Topics => 1500 / Scale;

    public int Clients => 3000 / Scale;

    public int Joins => 2000 / Scale;

    /// <summary>Whether to run a part, which is named by the first letter of its title.</summary>
    public bool Has(string title) => Rows.Contains(title[0], StringComparison.Ordinal);

    public static ClusterOptions Parse(string[] args)
    {
        var options = new ClusterOptions();
        if (args.Length % 2 != 0) throw Misused();
        foreach (string[] pair in args.Chunk(2)) options = options.With(pair[0], pair[1]);
        return options;
    }

    private ClusterOptions With(string name, string value) => name switch
    {
        "--rounds" => this with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--time" => this with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
        "--scale" => this with { Scale = int.Parse(value, CultureInfo.InvariantCulture) },
        "--rows" => this with { Rows = value },
        _ => throw Misused(),
    };

    private static ArgumentException Misused() => new("cluster [--rounds 5] [--time 3] [--scale 1: divides the numbers of connections and topics] [--rows abcdefj: the parts to run; j is joins]");
}
