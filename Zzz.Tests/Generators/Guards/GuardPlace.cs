namespace Zzz.Tests.Generators.Guards;

/// <summary>A place where an attribute can be written, and what each kind of guard does there: what it guards, or the id of an error.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Source">A file in which <c>{g}</c> stands for the attribute, and <c>{i}</c> for a number.</param>
/// <param name="Cells">What each kind does, in the order of <see cref="GuardTable.Kinds"/>.</param>
/// <param name="IsAnything">Whether the place is neither a class nor a method, on which the usual attributes may be.</param>
/// <param name="Target">The target that is written before the attribute, if the place cannot be specified otherwise.</param>
internal sealed record GuardPlace(string Name, string Source, string[] Cells, bool IsAnything = false, string Target = "")
{
    /// <summary>Whether the place concerns every class in the project.</summary>
    public bool IsEverywhere => Target is "assembly: " or "module: ";

    public string[] AttributesOf(GuardKind kind) =>
        !IsAnything ? kind.Attributes
        : kind.Anywhere is { } attribute ? [attribute]
        : [];

    public string SourceOf(string attribute, int number) => Source
        .Replace("{g}", attribute.Replace("[", $"[{Target}", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("{i}", $"{number}", StringComparison.Ordinal);
}
