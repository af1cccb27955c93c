namespace Zzz.Bench;

/// <summary>One benchmark, as the command line names it.</summary>
internal sealed record Verb(string Name, string Summary, Action<string[]> Run);
