using Xunit;

namespace Zzz.Tests.Generators;

/// <summary>Checks that the examples in the guides compile, and that the analyzers find no mistakes in them.</summary>
public class DocumentationTests
{
    public static TheoryData<string, int> Examples
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (string page in Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => Path.GetFileName(path)))
                for (int i = 0; i < Guide.ExamplesIn(page).Length; i++) rows.Add(page, i);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_compiles(string page, int number)
    {
        string[] sources = Guide.SourcesOf(page, number);
        GeneratorRun.Over(sources);
        Assert.Empty(await Diagnosis.Of(sources));
    }
}
