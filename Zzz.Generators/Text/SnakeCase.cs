using System.Text.RegularExpressions;

namespace Zzz.Generators.Text;

/// <summary>Converts names to the form that channel clients use: <c>new_message</c> for <c>NewMessage</c>.</summary>
internal static class SnakeCase
{
    private static readonly Regex NextWord = new(@"(?<=[\p{Ll}\d])(?=\p{Lu})", RegexOptions.CultureInvariant);

    /// <summary>Returns the name in lower case, without the last word if it is <paramref name="without"/>.</summary>
    public static string Of(string name, string without)
    {
        bool ends = name.Length > without.Length && name.EndsWith(without, StringComparison.Ordinal);
        return NextWord.Replace(ends ? name.Substring(0, name.Length - without.Length) : name, "_").ToLowerInvariant();
    }
}
