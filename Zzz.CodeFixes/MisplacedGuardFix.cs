using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Zzz.Generators.Rules.Controllers;

namespace Zzz.CodeFixes;

/// <summary>Moves a guard that restricts the request from a method to the class.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MisplacedGuardFix() : DiagnosticFix<AttributeSyntax>("ZZZ1010")
{
    /// <inheritdoc/>
    protected override string TitleFor(Diagnostic diagnostic) => "Move it to the class";

    /// <inheritdoc/>
    protected override bool Applies(AttributeSyntax node, Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(MisplacedGuardRule.BelongsToClass);

    /// <inheritdoc/>
    protected override async Task<Solution> FixAsync(Document document, AttributeSyntax node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        editor.AddAttribute(node.FirstAncestorOrSelf<TypeDeclarationSyntax>()!, node.WithoutTrivia());
        editor.RemoveNode(node);
        return editor.GetChangedDocument().Project.Solution;
    }
}
