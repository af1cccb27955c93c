namespace Zzz.Bench;

/// <summary>One benchmark, with its name on the command line.</summary>
internal sealed record Verb(string Name, string Summary, Action<string[]> Run);
