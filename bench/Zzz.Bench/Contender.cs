namespace Zzz.Bench;

/// <summary>One way to do the work of a benchmark.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Work">Does message number i and gives the size of what came out.</param>
internal sealed record Contender(string Name, Func<int, int> Work);
