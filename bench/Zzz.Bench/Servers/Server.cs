using System.Diagnostics;
using Zzz.Bench.Load;

namespace Zzz.Bench.Servers;

/// <summary>A server that can be measured, with its settings.</summary>
/// <param name="Name">The name on the command line and in the tables.</param>
/// <param name="Settings">The settings that are not the server's defaults, for the reader.</param>
/// <param name="Command">The executable, and its arguments before the kind of compression.</param>
internal sealed record Server(string Name, string Settings, params string[] Command)
{
    public Dialect Dialect { get; init; } = new PlainDialect();

    /// <summary>The messages with which clients send named events, if the server has these.</summary>
    public Dialect? Events { get; init; }

    /// <summary>Whether the server reports how much memory it has allocated.</summary>
    public bool CountsAllocations { get; init; } = true;

    public bool Compresses { get; init; } = true;

    /// <summary>The arguments after the kind of compression.</summary>
    public string[] Options { get; init; } = [];

    public (string Name, string Value)[] Environment { get; init; } = [];

    /// <summary>The reason for which the server cannot be started here, or <see langword="null"/> if it can.</summary>
    public string? Missing { get; init; }

    public ProcessStartInfo StartInfo(DeflateMode deflate)
    {
        var start = new ProcessStartInfo(Command[0], [.. Command[1..], $"{deflate}".ToLowerInvariant(), .. Options]);
        foreach ((string name, string value) in Environment) start.Environment[name] = value;
        return start;
    }
}
