using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Zzz.Tests.Generators.Analyzers;

namespace Zzz.Tests.Generators;

public partial class DiagnosticPagesTests
{
    private const string Hint = "ZZZ6006";
    private const string ErrorOfGenerators = "ZZZ1011";
    private const string WarningOfLibrary = "ZZZ6008";
    private static readonly string[] WarningsOfChannels = ["ZZZ7008", "ZZZ7009", "ZZZ7012", "ZZZ7013"];

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "diagnostics");

    public static TheoryData<string> Ids => [.. Diagnosis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_page_shows_wrong_code_its_message_and_right_code(string id)
    {
        string page = ReadPage(id);
        (string wrong, string message, string right) = BlocksOf(page);

        Diagnostic[] diagnostics = [.. await Said(wrong)];
        Assert.All(diagnostics, diagnostic => Assert.Equal(id, diagnostic.Id));
        Assert.Equal(message, Diagnosis.Text(diagnostics[0]));
        Assert.Empty(await Said(right));

        Task<ImmutableArray<Diagnostic>> Said(string code) =>
            id == ErrorOfGenerators ? SaidBesideGenerator(code)
            : id == WarningOfLibrary ? UnmappedLibraryAnalyzerTests.SaidBesideLibrary(code)
            : id == Hint ? Diagnosis.HintsOf(code)
            : Language().Match(code) is { Success: true, Groups: [_, var version] } ? SaidIn(version.Value, code)
            : Diagnosis.Of(code);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_diagnostic_links_to_its_page_and_shares_its_title(string id)
    {
        DiagnosticDescriptor rule = Diagnosis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Single(rule => rule.Id == id);

        Assert.EndsWith($"/docs/diagnostics/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {rule.Title}\n", ReadPage(id), StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {rule.Title} | {WordFor(SeverityOf(id))} |\n", ReadPage("README"), StringComparison.Ordinal);
        Assert.Equal(SeverityOf(id), rule.DefaultSeverity);
        Assert.Equal("Zzz", rule.Category);
    }

    [Fact]
    public void Every_page_is_that_of_a_diagnostic() => Assert.Equal(
        Ids.Select(row => row.Data).Append("README").Order(),
        Directory.GetFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).Order());

    /// <summary>Returns the diagnostics of a project with an older language version.</summary>
    private static async Task<ImmutableArray<Diagnostic>> SaidIn(string version, string code)
    {
        Assert.True(LanguageVersionFacts.TryParse(version, out LanguageVersion language));
        GeneratorRun run = GeneratorRun.Over(UserProject.Of(language, NullableContextOptions.Enable, code));
        return [.. (await Diagnosis.All(run.Output)).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];
    }

    /// <summary>Returns the diagnostics of a project in which another generator has written an attribute.</summary>
    private static async Task<ImmutableArray<Diagnostic>> SaidBesideGenerator(string code)
    {
        Compilation output = GeneratorRun.Unchecked(UserProject.Of(code)).Output;
        SyntaxTree written = CSharpSyntaxTree.ParseText(
            "internal sealed class ElsewhereAttribute : System.Attribute { }", (CSharpParseOptions)output.SyntaxTrees.First().Options);
        Compilation project = output.AddSyntaxTrees(written);
        Assert.Empty(UserProject.Errors(project));
        return [.. (await Diagnosis.All(project)).Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];
    }

    private static DiagnosticSeverity SeverityOf(string id) =>
        id == Hint ? DiagnosticSeverity.Info
        : WarningsOfChannels.Contains(id) || id.StartsWith("ZZZ6", StringComparison.Ordinal) ? DiagnosticSeverity.Warning
        : DiagnosticSeverity.Error;

    private static string WordFor(DiagnosticSeverity severity) => severity is DiagnosticSeverity.Info ? "hint" : severity.ToString().ToLowerInvariant();

    private static string ReadPage(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.md"));

    private static (string Wrong, string Message, string Right) BlocksOf(string page)
    {
        Match blocks = Blocks().Match(page);
        Assert.True(blocks.Success, "A page has the blocks csharp, text and csharp.");
        return (blocks.Groups["wrong"].Value, blocks.Groups["message"].Value, blocks.Groups["right"].Value);
    }

    [GeneratedRegex("<LangVersion>(.*?)</LangVersion>")]
    private static partial Regex Language();

    [GeneratedRegex("```csharp\n(?<wrong>.*?)```.*?```text\n(?<message>.*?)\n```.*?```csharp\n(?<right>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
