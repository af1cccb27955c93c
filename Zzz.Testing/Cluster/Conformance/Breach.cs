namespace Zzz.Testing.Cluster.Conformance;

/// <summary>A backplane that breaks a rule.</summary>
internal sealed record Breach(string Case, Rule Rule, string Expected, string Happened)
{
    public string Message => $"\"{Case}\"\nexpected: {Expected}\nhappened: {Happened}\nThe contract says, on {Rule}";
}
