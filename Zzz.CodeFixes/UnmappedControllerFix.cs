using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Zzz.CodeFixes;

/// <summary>Writes <c>app.MapZzz();</c> above <c>app.Run();</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnmappedControllerFix() : DiagnosticFix<ExpressionStatementSyntax>("ZZZ6005")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Call 'MapZzz'";

    /// <inheritdoc/>
    protected override bool Applies(ExpressionStatementSyntax node, Diagnostic diagnostic) =>
        node.Parent is BlockSyntax or GlobalStatementSyntax && AppIn(node) is not null;

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, ExpressionStatementSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        SyntaxNode run = node.Parent as GlobalStatementSyntax ?? (SyntaxNode)node;
        editor.InsertBefore(run, MapZzz(node, run, LineEndOf(editor.OriginalRoot)));
        if (IsBlank(run)) editor.ReplaceNode(run, run.WithLeadingTrivia(Indentation(run)));
        return editor.GetChangedDocument().Project.Solution;
    }

    /// <summary>Creates the call, which takes over a blank line above <c>app.Run();</c>, but not a comment.</summary>
    private static SyntaxNode MapZzz(ExpressionStatementSyntax node, SyntaxNode run, SyntaxTrivia lineEnd)
    {
        StatementSyntax map = SyntaxFactory.ParseStatement($"{AppIn(node)}.MapZzz();")
            .WithLeadingTrivia(IsBlank(run) ? run.GetLeadingTrivia() : Indentation(run))
            .WithTrailingTrivia(lineEnd);
        return run is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(map) : map;
    }

    private static bool IsBlank(SyntaxNode node) =>
        node.GetLeadingTrivia().All(piece => piece.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia);

    private static IEnumerable<SyntaxTrivia> Indentation(SyntaxNode node) =>
        node.GetLeadingTrivia().Reverse().TakeWhile(piece => piece.IsKind(SyntaxKind.WhitespaceTrivia));

    private static SyntaxTrivia LineEndOf(SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(piece => piece.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } lineEnd
            ? lineEnd
            : SyntaxFactory.LineFeed;

    /// <summary>Returns the name of the app's variable, or null if the app is another kind of expression.</summary>
    private static string? AppIn(ExpressionStatementSyntax run) => CallIn(run.Expression) switch
    {
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax app } => app.Identifier.Text,
        _ => null,
    };

    private static ExpressionSyntax? CallIn(ExpressionSyntax expression) => expression switch
    {
        AwaitExpressionSyntax awaited => CallIn(awaited.Expression),
        InvocationExpressionSyntax call => call.Expression,
        _ => null,
    };
}
