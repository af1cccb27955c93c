namespace Zzz.Tests.Generators.Guards;

/// <summary>One attribute in one place, in a separate file.</summary>
internal sealed record GuardCase(int Number, GuardPlace Place, GuardKind Kind, string Attribute, string Cell)
{
    public string Source => $"{GuardTable.Usings}\n{Place.SourceOf(Attribute, Number)}\n{(Attribute == "[Hidden]" ? GuardTable.Hidden : "")}";

    public bool IsError => Cell.StartsWith("ZZZ", StringComparison.Ordinal);

    public override string ToString() => $"{Number} {Attribute} on {Place.Name}";
}
