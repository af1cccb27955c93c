namespace Zzz.Tests.Generators.Guards;

/// <summary>A place where an attribute can stand, and what becomes there of each kind of guard: what it judges, or the id of an error.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Source">A file in which <c>{g}</c> stands for the attribute, and <c>{i}</c> for a number.</param>
/// <param name="Cells">What becomes of the kinds, in the order of <see cref="GuardTable.Kinds"/>.</param>
internal sealed record GuardPlace(string Name, string Source, params string[] Cells)
{
    public string SourceOf(string attribute, int number) =>
        Source.Replace("{g}", attribute, StringComparison.Ordinal).Replace("{i}", $"{number}", StringComparison.Ordinal);
}
