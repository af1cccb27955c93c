namespace Zzz.Bench;

/// <summary>One of the ways to do a benchmark's work.</summary>
/// <param name="Name">The name that the table shows.</param>
/// <param name="Work">Processes message number i, and returns the size of the output.</param>
internal sealed record Contender(string Name, Func<int, int> Work);
