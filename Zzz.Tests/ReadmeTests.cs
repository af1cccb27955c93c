using System.Text.RegularExpressions;
using Xunit;

namespace Zzz.Tests;

public sealed partial class ReadmeTests
{
    [Fact]
    public void The_example_is_the_echo_sample_but_for_its_page()
    {
        string sample = PageLine().Replace(Read("samples/Echo/Program.cs"), "");
        Assert.Equal(sample, Example().Match(Read("README.md")).Groups[1].Value);
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^.*Page\..*\n", RegexOptions.Multiline)]
    private static partial Regex PageLine();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
