using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Zzz.CodeFixes;

/// <summary>Names all types at once: each fix on its own would change the same lines of the one context.</summary>
internal sealed class UnnamedJsonTypeFixAll : FixAllProvider
{
    public static UnnamedJsonTypeFixAll Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Add [JsonSerializable] for all types",
        cancellation => FixAsync(fixAllContext, cancellation),
        equivalenceKey: nameof(UnnamedJsonTypeFixAll)));

    private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellation)
    {
        Solution solution = context.Solution;
        ProjectId[] projects = context.Scope == FixAllScope.Solution ? [.. solution.ProjectIds] : [context.Project.Id];
        foreach (ProjectId id in projects)
        {
            ImmutableArray<Diagnostic> diagnostics = await DiagnosticsOf(context, context.Solution.GetProject(id)!).ConfigureAwait(false);
            diagnostics = [.. diagnostics.Where(JsonContextEdit.CanName)];
            if (!diagnostics.IsEmpty) solution = await JsonContextEdit.NameAsync(diagnostics, solution.GetProject(id)!, cancellation).ConfigureAwait(false);
        }

        return solution;
    }

    private static Task<ImmutableArray<Diagnostic>> DiagnosticsOf(FixAllContext context, Project project) =>
        context is { Scope: FixAllScope.Document, Document: { } document }
            ? context.GetDocumentDiagnosticsAsync(document)
            : context.GetAllDiagnosticsAsync(project);
}
