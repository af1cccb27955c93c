using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;
using Zzz.CodeFixes;

namespace Zzz.Tests.CodeFixes;

public partial class CodeFixIndexTests
{
    [Fact]
    public void The_index_of_diagnostics_names_those_that_have_a_fix()
    {
        string index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", "README.md"));
        string section = index.Split("\n## ").Single(section => section.StartsWith("What is corrected for you\n", StringComparison.Ordinal));

        IEnumerable<string> fixable = typeof(AsyncVoidCallbackFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds);

        Assert.Equal(fixable.Distinct().Order(), Id().Matches(section).Select(match => match.Groups["id"].Value));
    }

    [GeneratedRegex(@"\[(?<id>ZZZ\d+)\]")]
    private static partial Regex Id();
}
