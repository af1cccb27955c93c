using System.Text.RegularExpressions;

namespace Zzz.Tests.Generators;

/// <summary>The examples on the pages in <c>docs</c>.</summary>
internal static partial class Guide
{
    public static string[] ExamplesIn(string page) =>
        [.. Example().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", page))).Select(match => match.Groups["code"].Value)];

    /// <summary>
    /// Returns the sources with which an example is compiled: the example itself and, if it tests an app, the last app that its page has shown.
    /// </summary>
    public static string[] SourcesOf(string page, int number)
    {
        string[] examples = ExamplesIn(page);
        return IsTest(examples[number]) && !HasRoutes(examples[number])
            ? [examples[..number].Last(IsApp), examples[number]]
            : [examples[number]];
    }

    public static bool IsTest(string example) => example.Contains("using Xunit;", StringComparison.Ordinal);

    private static bool IsApp(string example) => example.Contains("app.Run();", StringComparison.Ordinal);

    private static bool HasRoutes(string example) => example.Contains("Route(\"", StringComparison.Ordinal);

    [GeneratedRegex("^ *```csharp\n(?<code>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
