using System.Text.RegularExpressions;
using Xunit;

namespace Zzz.Tests.Generators;

/// <summary>The examples of the guides compile, and have no mistakes that an analyzer finds.</summary>
public partial class DocumentationTests
{
    public static TheoryData<string, int> Examples
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (string path in Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"))
                for (int i = 0; i < ExamplesIn(path).Length; i++) rows.Add(Path.GetFileName(path), i);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_compiles(string page, int number)
    {
        string example = ExamplesIn(Path.Combine(Repository.Root, "docs", page))[number];

        GeneratorRun.Over(example);
        Assert.Empty(await Diagnosis.Of(example));
    }

    private static string[] ExamplesIn(string path) =>
        [.. Example().Matches(File.ReadAllText(path)).Select(match => match.Groups["code"].Value)];

    [GeneratedRegex("^ *```csharp\n(?<code>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
