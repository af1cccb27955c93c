using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using Zzz.Generators.Analyzers;

namespace Zzz.Tests.Generators;

/// <summary>Runs the analyzers on a source, in which <c>[|…|]</c> marks where a diagnostic is expected.</summary>
internal static partial class Diagnosis
{
    /// <summary>Every analyzer in the generator's assembly.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. typeof(ClassAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>Asserts that each mark in the source has its diagnostic, written <c>ZZZ1001: message</c>, and that there are no others.</summary>
    public static async Task Is(string marked, params string[] expected)
    {
        string source = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        ImmutableArray<Diagnostic> diagnostics = await Of(source);

        Assert.Equal(expected, diagnostics.Select(Text));
        Assert.Equal(Marks(marked), diagnostics.Select(diagnostic => Place(diagnostic, source)));
    }

    /// <summary>Asserts that the source has no mistakes.</summary>
    public static Task IsNone(string source) => Is(source);

    /// <summary>Returns the diagnostics of a source, in its order, without hints. The source must compile together with the generated code.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Of(params string[] sources) => [.. (await All(sources)).Where(IsMistake)];

    /// <summary>Returns the hints for a source.</summary>
    public static async Task<ImmutableArray<Diagnostic>> HintsOf(params string[] sources) =>
        [.. (await All(sources)).Where(diagnostic => !IsMistake(diagnostic))];

    /// <summary>Returns the diagnostics of a project and the hints for it, whatever the compiler reports.</summary>
    public static async Task<ImmutableArray<Diagnostic>> All(Compilation project)
    {
        ImmutableArray<Diagnostic> diagnostics =
            await project.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id)];
    }

    public static string Text(Diagnostic diagnostic) => $"{diagnostic.Id}: {diagnostic.GetMessage(null)}";

    private static Task<ImmutableArray<Diagnostic>> All(string[] sources)
    {
        Compilation project = GeneratorRun.Unchecked(UserProject.Of(sources)).Output;
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.Empty(project.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error));
        Assert.DoesNotContain(UserProject.Errors(project), error => error.Contains(".g.cs(", StringComparison.Ordinal));
        return All(project);
    }

    private static bool IsMistake(Diagnostic diagnostic) => diagnostic.DefaultSeverity > DiagnosticSeverity.Info;

    private static string Place(Diagnostic diagnostic, string source) =>
        source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    private static IEnumerable<string> Marks(string marked) => Mark().Matches(marked).Select(mark => mark.Groups[1].Value);

    [GeneratedRegex(@"\[\|(.*?)\|\]", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
