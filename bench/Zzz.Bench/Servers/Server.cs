using System.Diagnostics;
using Zzz.Bench.Load;

namespace Zzz.Bench.Servers;

/// <summary>A server that can be measured, and all that it is set to.</summary>
/// <param name="Name">As the command line and the tables have it.</param>
/// <param name="Settings">What is not its default, for the reader.</param>
/// <param name="Command">The executable and the arguments before the kind of compression.</param>
internal sealed record Server(string Name, string Settings, params string[] Command)
{
    public Dialect Dialect { get; init; } = new PlainDialect();

    /// <summary>How its clients send named events, if it has such.</summary>
    public Dialect? Events { get; init; }

    /// <summary>Whether it tells how much memory it has allocated.</summary>
    public bool CountsAllocations { get; init; } = true;

    public bool Compresses { get; init; } = true;

    /// <summary>Arguments after the kind of compression.</summary>
    public string[] Options { get; init; } = [];

    public (string Name, string Value)[] Environment { get; init; } = [];

    /// <summary>Why it cannot be started here, or <see langword="null"/>.</summary>
    public string? Missing { get; init; }

    public ProcessStartInfo StartInfo(DeflateMode deflate)
    {
        var start = new ProcessStartInfo(Command[0], [.. Command[1..], $"{deflate}".ToLowerInvariant(), .. Options]);
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        return start;
    }
}
