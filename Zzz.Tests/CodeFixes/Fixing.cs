using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Zzz.Tests.Generators;

namespace Zzz.Tests.CodeFixes;

/// <summary>Applies code fixes to a user's files. The result must compile, and must have no mistakes left.</summary>
internal static class Fixing
{
    /// <summary>Asserts that the fix corrects the only mistake that it knows.</summary>
    public static async Task Turns(CodeFixProvider fix, string before, string after)
    {
        Project project = ProjectOf(before);
        Diagnostic diagnostic = Assert.Single(await DiagnosticsOf(project, fix));
        await Gives([after], Assert.Single(await Offers(fix, project, diagnostic)));
    }

    /// <summary>Asserts that the fix, applied to the whole project at once, corrects every mistake that it knows.</summary>
    public static async Task TurnsAll(CodeFixProvider fix, (string Before, string After)[] files)
    {
        Project project = ProjectOf([.. files.Select(file => file.Before)]);
        ImmutableArray<Diagnostic> diagnostics = await DiagnosticsOf(project, fix);
        var context = new FixAllContext(
            project, fix, FixAllScope.Project, fix.FixableDiagnosticIds[0], fix.FixableDiagnosticIds, new Found(diagnostics), Cancellation);
        await Gives([.. files.Select(file => file.After)], (await fix.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    /// <summary>Asserts that the fix offers nothing for the mistake.</summary>
    public static async Task IsNotOffered(CodeFixProvider fix, string source)
    {
        Project project = ProjectOf(source);
        Assert.Empty(await Offers(fix, project, Assert.Single(await DiagnosticsOf(project, fix))));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Project ProjectOf(params string[] sources)
    {
        CSharpCompilation compilation = UserProject.Of(sources);
        Project project = new AdhocWorkspace().AddProject("UserProject", LanguageNames.CSharp)
            .WithCompilationOptions(compilation.Options)
            .WithParseOptions(compilation.SyntaxTrees[0].Options)
            .WithMetadataReferences(compilation.References);
        return compilation.SyntaxTrees.Aggregate(project, (files, tree) => files.AddDocument(tree.FilePath, tree.ToString(), filePath: tree.FilePath).Project);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsOf(Project project, CodeFixProvider fix)
    {
        Compilation compilation = (await project.GetCompilationAsync(Cancellation))!;
        ImmutableArray<Diagnostic> diagnostics = await Diagnosis.All(compilation);
        return [.. diagnostics.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id))];
    }

    private static async Task<List<CodeAction>> Offers(CodeFixProvider fix, Project project, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        Document document = project.GetDocument(diagnostic.Location.SourceTree)!;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), Cancellation));
        return actions;
    }

    private static async Task Gives(string[] expected, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(Cancellation);
        Project project = Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.Projects.Single();
        // The first document contains the usings of the project.
        string[] texts = await Task.WhenAll(project.Documents.Skip(1).Select(async document => (await document.GetTextAsync(Cancellation)).ToString()));

        Assert.Equal(expected, texts);
        Assert.Empty(await Diagnosis.Of(expected));
    }

    /// <summary>Passes the diagnostics that were found earlier to fix-all.</summary>
    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
