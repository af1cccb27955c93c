namespace Zzz.Testing.Cluster.Conformance;

/// <summary>A sentence of the contract.</summary>
/// <param name="Member">The member that is documented with it.</param>
/// <param name="Sentence">The sentence, without markup.</param>
internal sealed record Rule(string Member, string Sentence)
{
    public override string ToString() => $"{Member}: \"{Sentence}\"";
}
