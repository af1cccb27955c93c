namespace Zzz.Generators.Emitting;

/// <summary>Writes a collection as a named argument: a single element on the same line as its brackets, or several on separate lines.</summary>
internal static class ListExpression
{
    public static string Of(string argument, IEnumerable<string> elements)
    {
        string[] all = [.. elements];
        return all.Length < 2
            ? $"{argument}: [{string.Concat(all)}]"
            : $"{argument}:\n[\n    {string.Join(",\n    ", all)},\n]";
    }
}
