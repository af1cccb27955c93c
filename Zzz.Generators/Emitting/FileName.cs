using Zzz.Generators.Models;

namespace Zzz.Generators.Emitting;

/// <summary>
/// The names of generated files. Roslyn compares these names without regard to case, and allows few characters besides letters and digits. A name
/// that Roslyn refuses would prevent all generated code.
/// </summary>
internal static class FileName
{
    /// <summary>The name of the file that contains <c>MapZzz</c>, without its extension.</summary>
    public const string Endpoints = "Zzz.Endpoints";

    /// <summary>Returns the names, in order, that differ from another of the names only in case.</summary>
    public static EquatableArray<string> Clashes(IEnumerable<string> names) => names.Distinct().Append(Endpoints)
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .SelectMany(group => group)
        .Distinct()
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>Returns the file name for a type. If the type's name clashes with others, its place among the clashing names is added.</summary>
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
