using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>
/// The names of generated files. Roslyn compares them without case and takes few characters beside letters and digits: a name that it refuses
/// would take all generated code away.
/// </summary>
internal static class FileName
{
    /// <summary>The file of <c>MapZzz</c>, without its extension.</summary>
    public const string Endpoints = "Zzz.Endpoints";

    /// <summary>The names among those of all types that differ from another in case alone, in their order.</summary>
    public static EquatableArray<string> Clashes(IEnumerable<string> names) => names.Distinct().Append(Endpoints)
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group)
        .Distinct()
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The file of a type: of one that clashes with its place among those that do.</summary>
    public static string Of(string name, EquatableArray<string> clashes)
    {
        int place = 1;
        foreach (string clash in clashes)
        {
            if (clash == name) return $"{Safe(name)}.{place}.g.cs";
            place++;
        }

        return $"{Safe(name)}.g.cs";
    }

    private static string Safe(string name) => name.All(IsSafe)
        ? name
        : string.Concat(name.Select(character => IsSafe(character) ? $"{character}" : $"({(int)character:x4})"));

    private static bool IsSafe(char character) => char.IsLetterOrDigit(character) || character is '.' or '+' or '_' or '`';
}
