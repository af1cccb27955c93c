using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace Zzz.CodeFixes;

/// <summary>Makes the only constructor of a controller public. If there are several, the user has to choose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InaccessibleConstructorFix() : DiagnosticFix<TypeDeclarationSyntax>("ZZZ1004")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Make its constructor public";

    /// <inheritdoc/>
    protected override bool Applies(TypeDeclarationSyntax node, Diagnostic diagnostic) => ConstructorsOf(node).Take(2).Count() == 1;

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(
        Document document, TypeDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        editor.SetAccessibility(ConstructorsOf(node).Single(), Accessibility.Public);
        return editor.GetChangedDocument().Project.Solution;
    }

    private static IEnumerable<ConstructorDeclarationSyntax> ConstructorsOf(TypeDeclarationSyntax type) =>
        type.Members.OfType<ConstructorDeclarationSyntax>().Where(constructor => !constructor.Modifiers.Any(SyntaxKind.StaticKeyword));
}
