using System.Text.RegularExpressions;

namespace Zzz.Tests.Generators;

/// <summary>The examples of the pages in <c>docs</c>.</summary>
internal static partial class Guide
{
    public static string[] ExamplesIn(string page) =>
        [.. Example().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", page))).Select(match => match.Groups["code"].Value)];

    /// <summary>What an example is compiled of: itself, and if it tests the app that its page begins with, that app.</summary>
    public static string[] SourcesOf(string page, int number)
    {
        string[] examples = ExamplesIn(page);
        bool testsTheApp = IsTest(examples[number]) && !examples[number].Contains("[WsRoute(", StringComparison.Ordinal);
        return testsTheApp ? [examples[0], examples[number]] : [examples[number]];
    }

    public static bool IsTest(string example) => example.Contains("using Xunit;", StringComparison.Ordinal);

    [GeneratedRegex("^ *```csharp\n(?<code>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
