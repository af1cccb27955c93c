using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Zzz.CodeFixes;

/// <summary>Makes a callback public.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InaccessibleCallbackFix() : DiagnosticFix<MethodDeclarationSyntax>("ZZZ3004")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Make it public";

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, MethodDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        editor.SetAccessibility(node, Accessibility.Public);
        return editor.GetChangedDocument().Project.Solution;
    }
}
