namespace Zzz.Tests.Generators.Guards;

/// <summary>A place where an attribute can stand, and what becomes there of each kind of guard: what it judges, or the id of an error.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Source">A file in which <c>{g}</c> stands for the attribute, and <c>{i}</c> for a number.</param>
/// <param name="Cells">What becomes of the kinds, in the order of <see cref="GuardTable.Kinds"/>.</param>
/// <param name="IsAnything">Whether it is no class or method, where the usual attributes may stand.</param>
/// <param name="Target">What is written before the attribute, if the place has no other way to be named.</param>
internal sealed record GuardPlace(string Name, string Source, string[] Cells, bool IsAnything = false, string Target = "")
{
    /// <summary>Whether every class of the project is concerned.</summary>
    public bool IsEverywhere => Target is "assembly: " or "module: ";

    public string[] AttributesOf(GuardKind kind) =>
        !IsAnything ? kind.Attributes
        : kind.Anywhere is { } attribute ? [attribute]
        : [];

    public string SourceOf(string attribute, int number) => Source
        .Replace("{g}", attribute.Replace("[", $"[{Target}", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{i}", $"{number}", StringComparison.Ordinal);
}
