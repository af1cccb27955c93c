using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Zzz.CodeFixes;

/// <summary>
/// A fix for a diagnostic that has only one remedy, at the syntax to which the diagnostic points. It can be applied in one place, or everywhere at
/// once.
/// </summary>
/// <typeparam name="TNode">The kind of syntax that the fix looks for around the diagnostic. If there is none, no fix is offered.</typeparam>
public abstract class DiagnosticFix<TNode>(params string[] ids) : CodeFixProvider
    where TNode : SyntaxNode
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            TNode? node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>();
            if (node is not null && Applies(node, diagnostic)) context.RegisterCodeFix(ActionFor(diagnostic, node, context.Document), diagnostic);
        }
    }

    /// <summary>The title of the fix in the editor.</summary>
    protected abstract string TitleFor(Diagnostic diagnostic);

    /// <summary>Whether the fix can correct this syntax.</summary>
    protected virtual bool Applies(TNode node, Diagnostic diagnostic) => true;

    /// <summary>Returns the solution with the mistake corrected.</summary>
    protected abstract Task<Solution> FixAsync(Document document, TNode node, Diagnostic diagnostic, CancellationToken cancellation);

    private CodeAction ActionFor(Diagnostic diagnostic, TNode node, Document document) => CodeAction.Create(
        TitleFor(diagnostic),
        cancellation => FixAsync(document, node, diagnostic, cancellation),
        // "Fix all" corrects every place of this diagnostic, even if the titles differ.
        equivalenceKey: diagnostic.Id);
}
