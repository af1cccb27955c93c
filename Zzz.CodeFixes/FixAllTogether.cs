using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Zzz.CodeFixes;

/// <summary>Fixes all diagnostics in a project in one edit, because separate fixes would change the same lines.</summary>
internal sealed class FixAllTogether(
    string title,
    Func<Diagnostic, bool> applies,
    Func<ImmutableArray<Diagnostic>, Project, CancellationToken, Task<Solution>> fix) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        title,
        cancellation => FixAsync(fixAllContext, cancellation),
        equivalenceKey: title));

    private async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellation)
    {
        Solution solution = context.Solution;
        ProjectId[] projects = context.Scope == FixAllScope.Solution ? [.. solution.ProjectIds] : [context.Project.Id];
        foreach (ProjectId id in projects)
        {
            ImmutableArray<Diagnostic> found = await DiagnosticsOf(context, context.Solution.GetProject(id)!).ConfigureAwait(false);
            ImmutableArray<Diagnostic> diagnostics = [.. found.Where(applies)];
            if (!diagnostics.IsEmpty) solution = await fix(diagnostics, solution.GetProject(id)!, cancellation).ConfigureAwait(false);
        }

        return solution;
    }

    private static Task<ImmutableArray<Diagnostic>> DiagnosticsOf(FixAllContext context, Project project) =>
        context is { Scope: FixAllScope.Document, Document: { } document }
            ? context.GetDocumentDiagnosticsAsync(document)
            : context.GetAllDiagnosticsAsync(project);
}
